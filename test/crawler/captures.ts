/**
 * The recorded payloads in the shared folder and what their manifest says of them. They hold other people's pages: they are read in
 * place and never copied, and their absence skips the tests on them with a message.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '../../crawler/parse.ts';
import type { Outcome, Parsed, Payload, Platform } from '../../crawler/source.ts';

const folder = path.resolve('../shared/captures');
export const present = existsSync(path.join(folder, 'manifest.json'));
if (!present) console.warn(`skipped: no recorded payloads at ${folder}`);
export const skipped = present ? '' : ' (skipped: the recorded payloads are not beside the project)';

export interface Capture {
  file: string;
  captured?: string;
  request_url?: string;
  outcome: string;
  expected?: Record<string, unknown> | null;
}

const manifest: { captures: Capture[] } = present
  ? (JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8')) as { captures: Capture[] })
  : { captures: [] };

const isOracle = (capture: Capture): boolean => capture.file.includes('.expected-');
export const payloads = manifest.captures.filter((capture) => !isOracle(capture));
export const oracles = manifest.captures.filter(isOracle);
export const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
export const platformOf = (capture: Capture): Platform => capture.file.split('/')[0] as Platform;

/** The manifest's words for what our outcomes call by one name. */
const words: Record<string, Outcome> = {
  empty_or_private: 'empty',
  removed_or_private: 'not_available',
  not_found: 'not_available',
};
export const outcomeOf = (capture: Capture): string => words[capture.outcome] ?? capture.outcome;

export function parsed(capture: Capture): Parsed {
  const payload: Payload = { body: read(capture.file) };
  if (capture.request_url) payload.url = capture.request_url;
  if (capture.captured?.length === 10) payload.at = new Date(`${capture.captured}T12:00:00Z`);
  return parse(platformOf(capture), payload);
}

export const flat = (text: string): string => text.replace(/\s+/gu, ' ').trim();
