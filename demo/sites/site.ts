/** What a site of the demo internet is: a pure function from a visit to an answer. */
import type { Snapshot } from '../story/story.types.ts';

export interface Visit {
  /** The address asked for, with its real host. */
  url: URL;
  headers: Record<string, string | undefined>;
  world: Snapshot;
  /** Milliseconds since the story began. */
  sinceMs: number;
  /** False while every passing trouble (rate limits, broken pages, slow answers) is switched off. */
  stormy: boolean;
}

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** How long the server takes. */
  waitMs?: number;
  /** The connection breaks after this many characters of the body. */
  breaksAt?: number;
}

export type Site = (visit: Visit) => Answer;

export const html = (body: string, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  body,
});

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const plain = (body: string, status = 200): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
});

export const redirect = (location: string, status = 302): Answer => ({ status, headers: { location }, body: '' });

export const notFound = (): Answer => plain('No such page in the demo internet.\n', 404);
