/** Geometry of one panel: numbers in, positions out. Days without a value break the line and are marked as gaps. */
import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import type { SeriesDay } from './series.ts';

/** In units of the drawing; the margins hold the labels. */
export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** Days between two labels under the axis. */
  every: number;
}

export interface Point {
  x: number;
  y: number;
  day: string;
  rate: number;
  /** Neither neighbour has a value: a line would not show it. */
  lone: boolean;
}

export interface Gap {
  x: number;
  width: number;
  from: string;
  to: string;
}

export interface Drawing {
  /** The `d` of the line; empty where there is no value. */
  path: string;
  points: Point[];
  gaps: Gap[];
  yTicks: { y: number; value: number }[];
  xTicks: { x: number; day: string }[];
  baseline: number;
}

/** Runs of consecutive days without a value, as first and last index. */
export function gapRanges(days: Pick<SeriesDay, 'rate'>[]): [from: number, to: number][] {
  const ranges: [number, number][] = [];
  days.forEach(({ rate }, index) => {
    if (rate !== null) return;
    const last = ranges.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else ranges.push([index, index]);
  });
  return ranges;
}

export function draw(days: SeriesDay[], frame: Frame): Drawing {
  const rates = days.map(({ rate }) => rate).filter((rate) => rate !== null);
  // Zero is always in the picture, and a scale of nothing but zeros still has a height.
  const y = scaleLinear([0, Math.max(...rates, 0) || 1], [frame.height - frame.bottom, frame.top]).nice(3);
  const step = (frame.width - frame.left - frame.right) / Math.max(1, days.length - 1);
  const x = (index: number): number => round(frame.left + index * step);
  const path = line<SeriesDay>()
    .defined(({ rate }) => rate !== null)
    .x((_, index) => x(index))
    .y(({ rate }) => round(y(rate!)))(days);
  const points = days.flatMap(({ day, rate }, index): Point[] => {
    if (rate === null) return [];
    const lone = (days[index - 1]?.rate ?? null) === null && (days[index + 1]?.rate ?? null) === null;
    return [{ x: x(index), y: round(y(rate)), day, rate, lone }];
  });
  return {
    path: points.some(({ lone }) => !lone) ? (path ?? '') : '',
    points,
    gaps: gapRanges(days).map(([from, to]) => {
      const start = Math.max(frame.left, x(from) - step / 2);
      const end = Math.min(frame.width - frame.right, x(to) + step / 2);
      return { x: round(start), width: round(end - start), from: days[from]!.day, to: days[to]!.day };
    }),
    yTicks: y.ticks(3).map((value) => ({ y: round(y(value)), value })),
    // Counted from the newest day, which is always labelled.
    xTicks: days
      .map(({ day }, index) => ({ x: x(index), day }))
      .filter((_, index) => (days.length - 1 - index) % frame.every === 0),
    baseline: frame.height - frame.bottom,
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
