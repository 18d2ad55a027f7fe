/** A page in a tab → its pieces. Refused when there is nothing to see, or something stands before it. */
import type { CDPSession } from 'puppeteer';
import type { LentTab } from '../browser/browser.ts';
import type { Outcome } from '../source.ts';
import {
  look,
  mhtml,
  startRecording,
  titleOf,
  unfold,
  withoutSecrets,
  type Recorder,
  type Recording,
} from '../browser/snapshot.ts';
import { viewport, type Visit } from '../browser/tab.ts';
import { isBlank } from './blank.ts';
import { headersPiece, piece, tool, type Captured, type NotCaptured, type Pieces } from './piece.ts';
import { writeWacz } from './wacz.ts';

/** What a page was found to be, and the beginning of the words that should be seen on it, where they are known. */
export interface Judged {
  outcome: Outcome;
  detail?: string | undefined;
  words?: string | null;
}

interface Asked {
  url: string;
  language: string;
  visit(): Promise<Visit>;
  judge(visit: Visit): Judged;
}

/** Above this many words a page has more to say than "sign in". */
const wordsOfSignIn = 80;

/** Visits and captures. Throws what the visit throws. */
export async function capturePage(tab: LentTab, asked: Asked): Promise<Captured | NotCaptured> {
  const session = await tab.protocol();
  const recorder = await startRecording(session);
  let recording: Recording | undefined;
  try {
    const visit = await asked.visit();
    const judged = asked.judge(visit);
    if (judged.outcome !== 'ok') return refused(judged.outcome, judged.detail);
    const page = piece(visit.body);
    const text = piece(await tab.visibleText());
    const wall = await before(session, text.bytes, judged.words ?? null);
    if (wall) return wall;
    const screenshot = await picture(tab, session, recorder);
    if (isEmpty(text.bytes) && isBlank(screenshot.bytes)) return refused('needs_js', 'The page shows nothing.');
    const snapshot = piece(await mhtml(session));
    recording = await recorder.finish();
    const pieces: Pieces = {
      page,
      screenshot,
      mhtml: snapshot,
      headers: headersPiece(visit.url, visit.status, withoutSecrets(visit.headers)),
      ...(!isEmpty(text.bytes) && { text }),
    };
    const wacz = await archived(visit, await titleOf(session), pieces, recording);
    return {
      outcome: 'ok',
      pieces: { ...pieces, ...(wacz && { wacz }) },
      pageMediaType: 'text/html; charset=utf-8',
      record: {
        urlRequested: asked.url,
        urlFinal: visit.url,
        redirectChain: visit.redirectChain,
        httpStatus: visit.status,
        tool,
        browser: tab.browser,
        viewport: `${viewport.width}x${viewport.height}`,
        locale: asked.language,
        timezone: 'UTC',
        session: 'logged_out',
        archiveOmitted: recording.omitted,
      },
      capturedAt: visit.at,
    };
  } finally {
    if (!recording) await recorder.finish();
  }
}

async function picture(tab: LentTab, session: CDPSession, recorder: Recorder) {
  await unfold(session, recorder);
  return piece(await tab.screenshot());
}

const isEmpty = (text: Uint8Array): boolean => Buffer.from(text).toString('utf8').trim() === '';

/** What stands before the page: a form that asks to sign in where there is nothing else, or a layer over what should be seen. */
async function before(session: CDPSession, text: Uint8Array, words: string | null): Promise<NotCaptured | null> {
  const seen = await look(session, words);
  const length = Buffer.from(text).toString('utf8').split(/\s+/).length;
  if (seen.asksPassword && (seen.covered || length < wordsOfSignIn))
    return refused('login_wall', 'The page asks to sign in and shows nothing else.');
  if (seen.covered) return refused('consent', 'A notice lies over the page, so that the post is not seen.');
  return null;
}

/** Without the main document's own answer there is nothing to replay: then no archive is made. */
async function archived(visit: Visit, title: string, pieces: Pieces, { exchanges }: Recording) {
  const url = exchanges.find((one) => one.url === visit.url || one.url === withoutFragment(visit.url))?.url;
  if (url === undefined) return null;
  const text = Buffer.from(pieces.text?.bytes ?? []).toString('utf8');
  const screenshot = pieces.screenshot?.bytes ?? null;
  return piece(await writeWacz({ url, title, at: visit.at, text, exchanges, screenshot, software: tool }));
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');

export const refused = (outcome: Outcome, detail?: string): NotCaptured => {
  if (outcome === 'ok') throw new Error('a page that is fine is not refused');
  return { outcome, detail: detail ?? 'The page does not show the post.' };
};
