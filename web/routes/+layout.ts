import { messages } from '#lib/i18n/index.ts';
import type { LayoutLoad } from './$types.js';

/** Adds the messages of the reader's language; they are never sent twice, and the other language never. */
export const load: LayoutLoad = async ({ data }) => ({ ...data, m: await messages(data.locale) });
