/** For forms with secrets: whatever the answer is, what was typed as a secret does not stay on the screen. */
import type { SubmitFunction } from '$app/forms';

export const secretly: SubmitFunction =
  ({ formElement }) =>
  async ({ update }) => {
    await update({ reset: false });
    for (const input of formElement.querySelectorAll<HTMLInputElement>('input[type=password]')) input.value = '';
  };
