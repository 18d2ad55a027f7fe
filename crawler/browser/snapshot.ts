/**
 * What evidence needs of a tab beyond reading it: every answer that the page was made of, one file of the whole, images
 * that load late, and whether something stands before the page. Over the protocol, in a world of our own within the page,
 * whose names the page's scripts cannot bend.
 */
import type { CDPSession, Protocol } from 'puppeteer';
import { tabGone, viewport } from './tab-setup.ts';
import { within } from './visit.ts';

/** One request and its answer, without cookies and keys. */
export interface Exchange {
  url: string;
  at: Date;
  method: string;
  requestHeaders: Record<string, string>;
  status: number;
  statusText: string;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** As the page got it, after any content encoding. */
  body: Uint8Array;
}

export interface Recording {
  exchanges: Exchange[];
  /** Answers left out: too large, no longer there, of a kind that cannot be replayed, or past the limits below. */
  omitted: number;
}

export interface Recorder {
  /** Waits until nothing has been under way for a moment, at most `ms`. */
  quiet(ms: number): Promise<void>;
  /** Ends the recording and hands it over. */
  finish(): Promise<Recording>;
}

/** A page of the platforms weighs 2 to 6 MB with its pictures; a video is not what a report is about. */
export const recordingLimits = { bytes: 12_000_000, one: 6_000_000, count: 400 };

const secret = new Set(['cookie', 'set-cookie', 'set-cookie2', 'authorization', 'proxy-authorization']);
const unreplayable = new Set<Protocol.Network.ResourceType>(['Media', 'WebSocket', 'EventSource', 'Preflight', 'Ping']);

/** Headers in lower case, on one line each, without cookies and keys. */
export function withoutSecrets(headers: Record<string, string>): Record<string, string> {
  const kept = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value.replace(/[\r\n]+/g, ', ')]);
  return Object.fromEntries(kept.filter(([name]) => !secret.has(name!))) as Record<string, string>;
}

interface Underway {
  request: Protocol.Network.Request;
  at: Date;
  type: Protocol.Network.ResourceType | undefined;
  response: Protocol.Network.Response | null;
}

/** An answer shorter than it said: an image that could not be decoded is dropped half-way. */
function isCut(headers: Record<string, string>, body: Uint8Array): boolean {
  const { 'content-length': length, 'content-encoding': encoding } = headers;
  return length !== undefined && encoding === undefined && Number(length) !== body.byteLength;
}

function withoutBody(response: Protocol.Network.Response): Protocol.Network.Response {
  const headers = Object.entries(response.headers).filter(([name]) => name.toLowerCase() !== 'content-length');
  return { ...response, headers: Object.fromEntries(headers) };
}

/** Records from now on, on a session that is used for nothing but this capture. Frames of other sites are not seen: what they show is in the picture alone. */
export async function startRecording(session: CDPSession, limits = recordingLimits): Promise<Recorder> {
  const underway = new Map<string, Underway>();
  const exchanges: Exchange[] = [];
  const bodies = new Set<Promise<void>>();
  let bytes = 0;
  let omitted = 0;

  const add = ({ request, at }: Underway, response: Protocol.Network.Response, body: Uint8Array): void => {
    const headers = withoutSecrets(response.headers);
    if (
      isCut(headers, body) ||
      exchanges.length >= limits.count ||
      body.byteLength > limits.one ||
      bytes + body.byteLength > limits.bytes
    ) {
      omitted += 1;
      return;
    }
    bytes += body.byteLength;
    exchanges.push({
      url: request.url,
      at,
      method: request.method,
      requestHeaders: withoutSecrets(request.headers),
      status: response.status,
      statusText: response.statusText,
      headers,
      body,
    });
  };
  const begun = ({ requestId, request, redirectResponse, type }: Protocol.Network.RequestWillBeSentEvent): void => {
    const before = underway.get(requestId);
    // The body of a redirect is never read.
    if (before && redirectResponse) add(before, withoutBody(redirectResponse), new Uint8Array());
    if (/^https?:/.test(request.url)) underway.set(requestId, { request, at: new Date(), type, response: null });
  };
  const answered = ({ requestId, response }: Protocol.Network.ResponseReceivedEvent): void => {
    const one = underway.get(requestId);
    if (one) one.response = response;
  };
  const failed = ({ requestId }: Protocol.Network.LoadingFailedEvent): void => void underway.delete(requestId);
  const finished = ({ requestId }: Protocol.Network.LoadingFinishedEvent): void => {
    const one = underway.get(requestId);
    underway.delete(requestId);
    if (!one?.response) return;
    const { response } = one;
    if (one.request.method !== 'GET' || (one.type && unreplayable.has(one.type))) {
      omitted += 1;
      return;
    }
    const body = session
      .send('Network.getResponseBody', { requestId })
      .then(({ body: text, base64Encoded }) => add(one, response, Buffer.from(text, base64Encoded ? 'base64' : 'utf8')))
      // Evicted from the browser's buffer, or of a document that the page has left.
      .catch(() => void (omitted += 1))
      .finally(() => bodies.delete(body));
    bodies.add(body);
  };

  session.on('Network.requestWillBeSent', begun);
  session.on('Network.responseReceived', answered);
  session.on('Network.loadingFailed', failed);
  session.on('Network.loadingFinished', finished);
  await session.send('Network.enable', { maxTotalBufferSize: 40_000_000, maxResourceBufferSize: limits.one * 2 });

  return {
    async quiet(ms) {
      const until = performance.now() + ms;
      let calm = 0;
      while (calm < 3 && performance.now() < until) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        calm = underway.size === 0 && bodies.size === 0 ? calm + 1 : 0;
      }
    },
    async finish() {
      await within(5_000, Promise.all(bodies)).catch(tabGone);
      await session.send('Network.disable').catch(tabGone);
      return { exchanges, omitted: omitted + underway.size };
    },
  };
}

/** The page with all it shows in one MHTML file. */
export async function mhtml(session: CDPSession): Promise<Uint8Array> {
  const { data } = await within(30_000, session.send('Page.captureSnapshot', { format: 'mhtml' }));
  return Buffer.from(data, 'utf8');
}

const tallest = 8_000;

/**
 * Lets images load that wait until they are near: the window is made as tall as the page (8,000 px at most) for a moment.
 * Not by scrolling, which platforms answer with a sign-in over the post.
 */
export async function unfold(session: CDPSession, recorder: Recorder): Promise<void> {
  const size = (height: number) =>
    session.send('Emulation.setDeviceMetricsOverride', {
      width: viewport.width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
  const { cssContentSize } = await session.send('Page.getLayoutMetrics');
  const height = Math.min(Math.ceil(cssContentSize.height), tallest);
  if (height <= viewport.height) return;
  await size(height);
  await recorder.quiet(3_000);
  await size(viewport.height);
}

export interface Seen {
  /** A field for a password that a visitor sees. */
  asksPassword: boolean;
  /** Something opaque that does not scroll lies over most of the window, or over the words that were looked for. */
  covered: boolean;
}

/** Looks at the window as a visitor does. `words` are the beginning of what should be seen, where that is known. */
export async function look(session: CDPSession, words: string | null): Promise<Seen> {
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'vigia-look',
  });
  const { result } = await within(
    10_000,
    session.send('Runtime.evaluate', {
      expression: `(${inPage.toString()})(${JSON.stringify(words)})`,
      contextId: executionContextId,
      returnByValue: true,
      timeout: 5_000,
    }),
  );
  const seen = result.value as Seen | undefined;
  return { asksPassword: seen?.asksPassword === true, covered: seen?.covered === true };
}

/** Runs in the page: it may use nothing from outside of itself. */
function inPage(words: string | null): { asksPassword: boolean; covered: boolean } {
  const shown = (element: Element): boolean => {
    const box = element.getBoundingClientRect();
    return (
      box.width > 1 && box.height > 1 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };
  const opaque = (element: Element): boolean => {
    const { backgroundColor, backdropFilter } = getComputedStyle(element);
    const alpha = /^rgba\(.*,\s*([\d.]+)\)$/.exec(backgroundColor)?.[1];
    return alpha === undefined || Number(alpha) > 0.9 || (backdropFilter !== 'none' && backdropFilter !== '');
  };
  /** Whether what is on top here is a layer that stays while the page scrolls, and lets nothing through. */
  const layerAt = (x: number, y: number, except: Element | null): boolean => {
    const path: Element[] = [];
    for (let at = document.elementFromPoint(x, y); at; at = at.parentElement) path.push(at);
    if (except && (path.includes(except) || (path[0] && except.contains(path[0])))) return false;
    const edge = path.findIndex((at) => getComputedStyle(at).position === 'fixed' || at.matches('dialog[open]'));
    return edge >= 0 && path.slice(0, edge + 1).some(opaque);
  };
  const share = (box: { left: number; top: number; width: number; height: number }, except: Element | null): number => {
    let hit = 0;
    let all = 0;
    for (let row = 0.5; row < 8; row += 1)
      for (let column = 0.5; column < 12; column += 1) {
        const [x, y] = [box.left + (box.width * column) / 12, box.top + (box.height * row) / 8];
        if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) continue;
        all += 1;
        if (layerAt(x, y, except)) hit += 1;
      }
    return all === 0 ? 0 : hit / all;
  };
  const holder = (): Element | null => {
    if (!words || !document.body) return null;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const { parentElement } = node;
      if (node.nodeValue?.includes(words) && parentElement && shown(parentElement)) return parentElement;
    }
    return null;
  };
  const place = holder();
  const covered =
    share({ left: 0, top: 0, width: innerWidth, height: innerHeight }, null) > 0.8 ||
    (place !== null && share(place.getBoundingClientRect(), place) > 0.5);
  return { asksPassword: [...document.querySelectorAll('input[type=password]')].some(shown), covered };
}

/** The page's title as the browser would show it; empty where it has none. */
export async function titleOf(session: CDPSession): Promise<string> {
  const { targetInfo } = await session.send('Target.getTargetInfo');
  return targetInfo.title;
}
