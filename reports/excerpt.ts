import { textLimits } from './limits.ts';

/** Controls, bidirectional marks and zero-width characters: they hide text from the reader or from a spreadsheet. */
const invisible =
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u00AD\u061C\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/g;

/** A text that shows what it holds: NFC, well-formed, without invisible characters; lines and tabs stay. */
export function visible(text: string): string {
  return text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n').replace(invisible, '');
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
