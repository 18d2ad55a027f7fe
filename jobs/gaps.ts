/**
 * The time from the end of a visit to a host to the next one, over all workers. Our own choice, well under what a person does who
 * reads results; no platform publishes a figure for these ways in but X, whose headers we obey besides (checked 2026-11-24).
 */
import { config } from '../config.ts';

const usual: Record<string, number> = { 'www.google.com': 10_000, 'www.facebook.com': 8_000, 'api.x.com': 2_000 };

/** Milliseconds; a host without a line of its own waits five seconds. */
export const gapMs = (host: string): number => config.paceMs ?? usual[host] ?? 5_000;
