/** Where the signals stand in a text, as pieces to be rendered one by one: never as HTML. */
import type { Signal } from '#vigia/classifier/score.types.ts';

export interface Piece {
  text: string;
  /** The strongest signal that covers this piece; null where none does. */
  signal: Signal | null;
}

/** Cuts `text` at every edge of a signal. The pieces in order make the text again, whatever the offsets say. */
export function pieces(text: string, signals: readonly Signal[]): Piece[] {
  const placed = signals.filter(
    ({ start, end }) =>
      Number.isInteger(start) && Number.isInteger(end) && start >= 0 && end > start && start < text.length,
  );
  const edges = new Set([0, text.length]);
  for (const { start, end } of placed) {
    edges.add(start);
    edges.add(Math.min(end, text.length));
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const cut: Piece[] = [];
  for (let at = 0; at < cuts.length - 1; at += 1) {
    const [from, to] = [cuts[at]!, cuts[at + 1]!];
    const over = placed.filter(({ start, end }) => start <= from && end >= to);
    const signal = over.reduce<Signal | null>(
      (best, next) => (best === null || Math.abs(next.weight) > Math.abs(best.weight) ? next : best),
      null,
    );
    const last = cut.at(-1);
    if (last && last.signal === signal) last.text += text.slice(from, to);
    else cut.push({ text: text.slice(from, to), signal });
  }
  return cut;
}
