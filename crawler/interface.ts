/** One question to a platform's interface, and what its answer means when nothing of it can be read. */
import { guardedFetch } from './guard/fetch.ts';
import type { Guard } from './guard/guard.ts';
import { hidden } from './hidden.ts';
import { isObject, readJson, type Json } from './json.ts';
import type { Outcome, Parsed, Payload } from './source.ts';

export interface Question {
  /** Never holds a secret: addresses are kept, secrets travel in headers. */
  url: string;
  headers: Record<string, string>;
  /** Sent as JSON with POST; without it the question is a GET. */
  body?: unknown;
  /** What is taken out of the answer, wherever the platform repeats it. */
  secrets: readonly string[];
  signal: AbortSignal;
}

/** Asks, and returns any answer whatever its status. Throws what guardedFetch throws. */
export async function ask(guard: Guard, { url, headers, body, secrets, signal }: Question): Promise<AnswerOf> {
  const {
    status,
    headers: told,
    ...answer
  } = await guardedFetch(guard, url, {
    signal,
    headers: {
      accept: 'application/json',
      'user-agent': 'Vigia/0.1',
      ...headers,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
  return hidden({ body: answer.body, url: answer.url, status, headers: told, at: new Date() }, secrets);
}

type AnswerOf = Required<Payload>;

/** The JSON object that an answer is; null for anything else. */
export function answered(payload: Payload): Json | null {
  const value = readJson(payload.body.trim());
  return isObject(value) ? value : null;
}

/** What an answer that is no JSON of its interface means: only its status speaks. */
export function unreadable({ status = 200 }: Payload, who: string): Parsed {
  const [outcome, detail] = ofStatus(status, who);
  return { outcome, posts: [], next: null, detail };
}

function ofStatus(status: number, who: string): [Outcome, string] {
  if (status === 429) return ['rate_limited', `${who} asks us to come less often.`];
  if (status === 402) return ['quota_exhausted', `${who} asks for payment: its credits are used up.`];
  if (status === 401 || status === 403)
    return ['auth_expired', `${who} does not accept what it was given (${status}).`];
  if (status >= 500) return ['network_error', `${who} fails at the moment (${status}).`];
  return ['layout_changed', `The answer of ${who} has a shape that is not known (${status}).`];
}
