/** Days as `YYYY-MM-DD`: sorted as text, they are sorted in time. */

/** The day that it is at `at` in `zone`. */
export const dayIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at);

/** `count` consecutive days up to `last`, oldest first. Calendar arithmetic in UTC, which knows no summer time. */
export function daysUpTo(last: string, count: number): string[] {
  const end = Date.parse(`${last}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) =>
    new Date(end - (count - 1 - index) * 86_400_000).toISOString().slice(0, 10),
  );
}
