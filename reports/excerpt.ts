import { textLimits } from './limits.ts';

/**
 * Controls, bidirectional marks and zero-width characters: they hide text from the reader or from a spreadsheet. The
 * joiner stays where it makes one emoji of two.
 */
const invisible =
  /[\p{Cc}\u00AD\u061C\u200B\u200C\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]|(?<!\p{Extended_Pictographic}\uFE0F?\p{Emoji_Modifier}?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;

/** A text that shows what it holds: NFC, well-formed, without invisible characters; lines and tabs stay. */
export function visible(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(invisible, (found) => (found === '\n' || found === '\t' ? found : ''));
}

/** At most `limit` UTF-16 units, cut between characters and marked ` […]` where something is left out. */
export function cut(text: string, limit: number = textLimits.excerpt): string {
  if (text.length <= limit) return text;
  const mark = ' […]';
  let kept = '';
  for (const { segment } of new Intl.Segmenter('es', { granularity: 'grapheme' }).segment(text)) {
    if (kept.length + segment.length > limit - mark.length) break;
    kept += segment;
  }
  return kept.trimEnd() + mark;
}
