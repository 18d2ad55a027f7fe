/** Chance without state: every draw is a pure function of its parts, so a restart tells the same story. */

/** A 32-bit hash of the parts (FNV-1a, then a finalizer so that near keys land far apart). */
export function hash(...parts: (string | number)[]): number {
  let value = 0x811c9dc5;
  for (const character of parts.join('\u0001')) {
    value = Math.imul(value ^ character.codePointAt(0)!, 0x01000193);
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** A number in [0, 1). */
export const unit = (...parts: (string | number)[]): number => hash(...parts) / 2 ** 32;

/** A whole number in [from, to]. */
export const between = (from: number, to: number, ...parts: (string | number)[]): number =>
  from + Math.floor(unit(...parts) * (to - from + 1));

/** One item of a list that is not empty. */
export function pick<T>(items: readonly T[], ...parts: (string | number)[]): T {
  const item = items[hash(...parts) % items.length];
  if (item === undefined) throw new Error('Nothing to pick from.');
  return item;
}

/** The n-th card of an endless deck that is shuffled anew each time it is used up: no card twice before all were seen. */
export function deal<T>(deck: readonly T[], n: number, ...parts: (string | number)[]): T {
  const round = Math.floor(n / deck.length);
  const order = deck
    .map((_, index) => index)
    .sort((a, b) => hash(...parts, round, a) - hash(...parts, round, b) || a - b);
  return deck[order[n % deck.length]!]!;
}

/** A key drawn by weight. */
export function weighted<K extends string>(weights: Record<K, number>, ...parts: (string | number)[]): K {
  const entries = Object.entries(weights) as [K, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = unit(...parts) * total;
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return entries.at(-1)![0];
}
