/**
 * The least time between two visits to one source, over all workers. Our own choice, well under what a person does who
 * reads results; no platform publishes a figure for these ways in but X, whose headers we obey besides (checked 2026-11-24).
 */
import { config } from '../config.ts';

const usual: Record<string, number> = { 'google-serp': 10_000, 'facebook-page': 8_000, 'x-api': 2_000 };

/** Milliseconds; a source without a line of its own waits as long as the slowest. */
export function gapMs(source: string): number {
  return config.paceMs ?? usual[source] ?? 10_000;
}
