/**
 * The text of a picture of a screen. Tesseract runs as WebAssembly in a thread of its own with the Spanish and English data
 * of the npm packages: nothing is fetched. One reader serves all pictures, one after the other, and ends when nothing comes.
 */
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createWorker, OEM, type Worker } from 'tesseract.js';
import { isTooLarge, largestPicture, pictureOf } from './image.ts';

export interface PictureReading {
  /** As it was read, with its lines; the person who hands it in corrects it. */
  text: string;
  /** Tesseract's own figure over all words, 0 to 1. It says how sure it is of letters, nothing of the post. */
  confidence: number;
  width: number;
  height: number;
}

export const pictureProblems = ['picture_unknown', 'picture_large', 'picture_slow', 'picture_broken'] as const;
export type PictureProblem = (typeof pictureProblems)[number];

export class PictureRefused extends Error {
  override name = 'PictureRefused';
  readonly code: PictureProblem;
  constructor(code: PictureProblem, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

const languages = ['spa', 'eng'];
/** A phone's screen takes about two seconds, the longest that we take about twenty. */
const slowestMs = 90_000;
const idleMs = 60_000;

let reader: Promise<Worker> | null = null;
let idle: NodeJS.Timeout | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** The compressed data of a language, in its package. */
function dataOf(language: string): string {
  const place = createRequire(import.meta.url).resolve(`@tesseract.js-data/${language}/package.json`);
  return path.join(path.dirname(place), '4.0.0_best_int', `${language}.traineddata.gz`);
}

/** Tesseract looks for all its languages in one folder, and asks a public server unless it is given one. */
async function open(): Promise<Worker> {
  const folder = await mkdtemp(path.join(tmpdir(), 'vigia-ocr-'));
  try {
    for (const language of languages)
      await symlink(dataOf(language), path.join(folder, path.basename(dataOf(language))));
    const worker = await createWorker(languages, OEM.LSTM_ONLY, {
      langPath: folder,
      gzip: true,
      cacheMethod: 'none',
      errorHandler: () => undefined,
    });
    // Without a listener, what kills the thread would kill us as well.
    (worker as unknown as { worker: NodeJS.EventEmitter }).worker.on('error', () => void closeReader());
    return worker;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends the reader, if there is one; the next picture opens another. */
export async function closeReader(): Promise<void> {
  clearTimeout(idle);
  const closing = reader;
  reader = null;
  const worker = await closing?.catch(() => null);
  await worker?.terminate();
}

/**
 * Reads a PNG, JPEG or WebP. Throws PictureRefused for what is none, claims more than 40 million pixels, cannot be decoded
 * or is not read within `limitMs`; throws the signal's reason.
 */
export function readPicture(bytes: Uint8Array, signal: AbortSignal, limitMs = slowestMs): Promise<PictureReading> {
  const reading = queue.then(() => readNow(bytes, signal, limitMs));
  queue = reading.catch(() => undefined);
  return reading;
}

async function readNow(bytes: Uint8Array, signal: AbortSignal, limitMs: number): Promise<PictureReading> {
  signal.throwIfAborted();
  const picture = pictureOf(bytes);
  if (!picture) throw new PictureRefused('picture_unknown');
  if (bytes.length > largestPicture || isTooLarge(picture)) throw new PictureRefused('picture_large');
  clearTimeout(idle);
  reader ??= open();
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)]);
  try {
    const worker = await orAborted(reader, limit);
    const { data: read } = await orAborted(worker.recognize(Buffer.from(bytes)), limit);
    idle = setTimeout(() => void closeReader(), idleMs).unref();
    const { width, height } = picture;
    return { text: plain(read.text), confidence: Math.round(read.confidence) / 100, width, height };
  } catch (error) {
    await closeReader();
    signal.throwIfAborted();
    throw new PictureRefused(limit.aborted ? 'picture_slow' : 'picture_broken', { cause: error });
  }
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const stop = () => aborted.reject(signal.reason as Error);
  if (signal.aborted) stop();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Without the empty lines that gaps between a screen's parts become. */
const plain = (text: string): string =>
  text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
