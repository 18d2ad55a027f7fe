/** An API's answer → its pieces: the JSON as it came, the headers, and both in an archive. */
import type { Fetched } from '../guard/fetch.ts';
import { withoutSecrets } from '../browser/snapshot.ts';
import { headersPiece, piece, tool, type Captured } from './piece.ts';
import { writeWacz } from './wacz.ts';

/** `client`: which interface answered, in the place of the browser's name. */
export async function captureAnswer(asked: string, answer: Fetched & { at: Date }, client: string): Promise<Captured> {
  const { url, status, at, redirects } = answer;
  const headers = withoutSecrets(answer.headers);
  const page = piece(answer.body);
  const exchange = {
    url,
    at,
    method: 'GET',
    requestHeaders: { accept: 'application/json', 'user-agent': tool },
    status,
    statusText: '',
    headers,
    body: page.bytes,
  };
  const archive = { url, title: client, at, text: '', exchanges: [exchange], screenshot: null, software: tool };
  return {
    outcome: 'ok',
    pieces: {
      page,
      headers: headersPiece(url, status, headers),
      wacz: piece(await writeWacz(archive)),
    },
    pageMediaType: 'application/json',
    record: {
      urlRequested: asked,
      urlFinal: url,
      redirectChain: redirects,
      httpStatus: status,
      tool,
      browser: client,
      viewport: '',
      locale: '',
      session: 'api',
      archiveOmitted: 0,
    },
    capturedAt: at,
  };
}
