/** The dates Google prints before a snippet: "3 days ago", "hace 2 horas", "Jun 16, 2025", "16 jun 2025". */

const units: [RegExp, number][] = [
  [/^(?:min|minutos?|minutes?|mins?)$/, 60_000],
  [/^(?:h|horas?|hours?|hrs?)$/, 3_600_000],
  [/^(?:d|d[ií]as?|days?)$/, 86_400_000],
  [/^(?:semanas?|weeks?)$/, 604_800_000],
];

/** First three letters of the months in Spanish and English. */
const months: Record<string, number> = {
  ene: 0,
  jan: 0,
  feb: 1,
  mar: 2,
  abr: 3,
  apr: 3,
  may: 4,
  jun: 5,
  jul: 6,
  ago: 7,
  aug: 7,
  sep: 8,
  set: 8,
  oct: 9,
  nov: 10,
  dic: 11,
  dec: 11,
};

function relative(text: string, at: Date | undefined): Date | null {
  const found = /^(?:hace )?(\d{1,3}) ([a-zí]+)\.?(?: ago)?$/.exec(text);
  if (!found || !at || !(text.startsWith('hace ') || text.endsWith(' ago'))) return null;
  const unit = units.find(([pattern]) => pattern.test(found[2]!))?.[1];
  return unit === undefined ? null : new Date(at.getTime() - Number(found[1]) * unit);
}

function absolute(text: string): Date | null {
  const english = /^([a-z]{3})[a-z]*\.? (\d{1,2}), (\d{4})$/.exec(text);
  const spanish = /^(\d{1,2})(?: de)? ([a-z]{3})[a-z]*\.?(?: de)?,? (\d{4})$/.exec(text);
  const [name, day, year] = english ? english.slice(1) : spanish ? [spanish[2], spanish[1], spanish[3]] : [];
  const month = months[name ?? ''];
  if (month === undefined) return null;
  const date = new Date(Date.UTC(Number(year), month, Number(day)));
  return date.getUTCMonth() === month ? date : null;
}

/**
 * Reads one printed date against the time of the capture. Months and years "ago" are too coarse to be a date; without the
 * time of the capture a relative date says nothing. Both give null.
 */
export function printedDate(text: string, at: Date | undefined): Date | null {
  const plain = text.trim().toLowerCase().replace(/\s+/g, ' ');
  if (at && /^(?:ayer|yesterday)$/.test(plain)) return new Date(at.getTime() - 86_400_000);
  return relative(plain, at) ?? absolute(plain);
}

/** Whether a text is one of Google's printed dates at all, even one too coarse to use. */
const dateLike =
  /^(?:hace )?\d{1,3} \p{L}+\.?(?: ago)?$|^\p{L}+\.? \d{1,2}, \d{4}$|^\d{1,2}(?: de)? \p{L}+\.?(?: de)?,? \d{4}$/u;

/**
 * Splits "2 hours ago — text" into its date and the text. The printed date goes, for it changes each day while the text does not,
 * and a post whose text changed is read again by the classifier.
 */
export function splitDate(snippet: string): { date: string | null; text: string } {
  const found = /^([^—·]{4,30}?)\s*[—·]\s+(.*)$/su.exec(snippet);
  if (!found || !dateLike.test(found[1]!.trim().replace(/\s+/g, ' '))) return { date: null, text: snippet };
  return { date: found[1]!.trim(), text: found[2]! };
}
