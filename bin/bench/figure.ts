/** What a bench prints: each figure beside a reference that ran in the same minute on the same machine. */

export interface Figure {
  suite: string;
  name: string;
  value: number;
  unit: string;
  /** The reference run's figure, in the same unit; null where the figure is a size or a ratio by itself. */
  reference: number | null;
  /** value / reference: machines differ, this should not. */
  ratio: number | null;
}

export type Suite = () => Promise<Figure[]>;

export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

/** `times` rounds in which every work runs once, so that a slow minute hits all of them; the median seconds of each. */
export async function alternating(works: (() => Promise<void> | void)[], times = 3): Promise<number[]> {
  const seconds: number[][] = works.map(() => []);
  for (let round = 0; round < times; round += 1) {
    for (const [index, work] of works.entries()) {
      const from = performance.now();
      await work();
      seconds[index]!.push((performance.now() - from) / 1000);
    }
  }
  return seconds.map(median);
}

/** A figure of `count` things a second against its reference. */
export function rate(suite: string, name: string, count: number, seconds: number, referenceSeconds: number): Figure {
  const value = count / seconds;
  const reference = count / referenceSeconds;
  return { suite, name, value, unit: 'posts/s', reference, ratio: value / reference };
}
