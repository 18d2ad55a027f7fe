/** Whether a covered run found far fewer posts than the term's runs usually do: a changed layout can look like an empty page. */

/** With fewer runs behind it, nobody knows what is usual. */
const enough = 5;
/** A term that usually yields this few says nothing by yielding none. */
const leastUsual = 5;
/** Below this share of the median, and below every run before. */
const share = 0.3;

/** `before`: what the last covered runs found. */
export function isLow(found: number, before: readonly number[]): boolean {
  if (before.length < enough) return false;
  const sorted = before.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1]!;
  return median >= leastUsual && found < share * median && found < sorted[0]!;
}
