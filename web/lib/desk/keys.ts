/** The desk's keys. They do nothing while somebody types, while a dialog is open, or with a modifier of the browser's. */
import { tinykeys } from 'tinykeys';
import { verdictKeys, type VerdictKey } from '#lib/verdicts.ts';
import type { Verdict } from '#vigia/db/schema/decisions.ts';

export interface DeskKeys {
  decide(verdict: Verdict): void;
  following(): void;
  previous(): void;
  undo(): void;
  original(): void;
  note(): void;
  search(): void;
  help(): void;
}

/** Elements where a letter is a letter. */
const typing = 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]';

export function isBusy(target: EventTarget | null): boolean {
  const inField = target instanceof Element && target.closest(typing) !== null;
  return inField || document.querySelector('dialog[open]') !== null;
}

/** Listens on the window until the returned function is called. */
export function listen(keys: DeskKeys): () => void {
  const when = (act: () => void) => (event: KeyboardEvent) => {
    if (event.repeat && event.key !== 'j' && event.key !== 'k') return;
    if (isBusy(event.target)) return;
    event.preventDefault();
    act();
  };
  const decide = (Object.keys(verdictKeys) as VerdictKey[]).map(
    (key) => [key, when(() => keys.decide(verdictKeys[key]))] as const,
  );
  return tinykeys(window, {
    ...Object.fromEntries(decide),
    j: when(keys.following),
    k: when(keys.previous),
    u: when(keys.undo),
    o: when(keys.original),
    n: when(keys.note),
    // Whether Shift is held for these depends on the keyboard: on a Spanish one the slash is Shift-7.
    '/': when(keys.search),
    'Shift+/': when(keys.search),
    '?': when(keys.help),
    'Shift+?': when(keys.help),
  });
}
