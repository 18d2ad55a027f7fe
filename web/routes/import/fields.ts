/** Fields of the forms below /import, parsed at the border. */
import { zone } from '#lib/format.ts';

/** An absolute web address. */
export const isOfTheInternet = (text: string): boolean =>
  text.length <= 2048 && /^https?:$/.test(URL.parse(text)?.protocol ?? '');

/** What a clock in Mexico City shows at `date`, as a form's field for date and time has it. */
export function localValue(date: Date): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
      .formatToParts(date)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}`;
}

/** A date and time as typed, on the clock of Mexico City; null when left out, `invalid` for none, before 2004 or to come. */
export function moment(text: string, now = Date.now()): Date | null | 'invalid' {
  if (text.trim() === '') return null;
  if (!/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?$/.test(text)) return 'invalid';
  const typed = Date.parse(`${text.length === 10 ? `${text}T00:00` : text}Z`);
  if (Number.isNaN(typed)) return 'invalid';
  // What the clock there shows at that moment of UTC tells its offset.
  const shown = Date.parse(`${localValue(new Date(typed))}Z`);
  const time = typed + (Math.floor(typed / 60_000) * 60_000 - shown);
  return time < Date.UTC(2004, 0, 1) || time > now + 60_000 ? 'invalid' : new Date(time);
}
