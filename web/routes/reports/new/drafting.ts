/** How many reports a choice of posts becomes: as reports/split.ts divides them, for the count on the page. */

export interface Limit {
  /** Posts that one submission takes. */
  most: number;
  /** One submission may not mix policies. */
  samePolicy: boolean;
}

/** @param policies the strongest policy code of each chosen post */
export function draftCount(policies: string[], { most, samePolicy }: Limit): number {
  if (!samePolicy) return Math.ceil(policies.length / most);
  const groups = Map.groupBy(policies, (code) => code);
  return [...groups.values()].reduce((sum, group) => sum + Math.ceil(group.length / most), 0);
}

/** `chosen` with `id` in it or not. */
export const toggled = (chosen: number[], id: number, on: boolean): number[] =>
  on ? [...chosen.filter((other) => other !== id), id] : chosen.filter((other) => other !== id);
