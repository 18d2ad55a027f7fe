/** A platform's interface in a test: answers by `host/path`, and what it was asked, with headers and body. */
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { makeTurns } from '../../crawler/politeness.ts';
import type { Collected, Errand, Source, Term } from '../../crawler/source.ts';
import { html, openInternet, type Internet } from './internet.ts';

export interface Asked {
  url: URL;
  method: string;
  headers: IncomingHttpHeaders;
  body: string;
}

type Answer = (response: ServerResponse, asked: Asked) => void;

export interface Answers {
  internet: Internet;
  asked: Asked[];
  /** What is not in it is 404. */
  at: Map<string, Answer>;
  reset(): void;
}

export async function openAnswers(): Promise<Answers> {
  const at = new Map<string, Answer>();
  const asked: Asked[] = [];
  const internet = await openInternet((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
      const one = {
        url,
        method: request.method ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      };
      asked.push(one);
      const answer = at.get(url.host + url.pathname);
      if (answer) answer(response, one);
      else html(response, '<title>Page not found</title>', 404);
    });
  });
  const reset = (): void => {
    at.clear();
    asked.length = 0;
    internet.asked.length = 0;
  };
  return { internet, asked, at, reset };
}

export const json = (
  response: ServerResponse,
  body: unknown,
  status = 200,
  headers: Record<string, string> = {},
): void =>
  void response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(typeof body === 'string' ? body : JSON.stringify(body));

export const errandWith = (
  secrets: Record<string, string>,
  settings: Record<string, string> = {},
  signal: AbortSignal = AbortSignal.timeout(60_000),
): Errand => ({ access: { on: true, settings, secrets }, turn: makeTurns(0), signal });

export const runOf = (source: Source, term: Partial<Term>, errand: Errand): Promise<Collected> =>
  source.collect({ platform: source.platform, query: 'cita', gl: 'us', hl: 'es', since: null, ...term }, errand);

export const keysOf = ({ posts }: Pick<Collected, 'posts'>): string[] => posts.map((post) => post.key);

/** Faults on the way that every source has to survive, each told by one sentence. */
export const wayFaults: [string, Answer][] = [
  ['cut', (response) => void response.socket?.destroy()],
  ['half an answer', (response) => void response.writeHead(200, { 'content-length': '99' }).end('{"da')],
  ['silence', () => undefined],
];
