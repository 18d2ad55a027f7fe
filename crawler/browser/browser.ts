/**
 * One Chromium per process, started on first use. Booths (context, proxy and tab) are lent for a run and taken back. A run that
 * reads addresses from staff or posts gets a fresh booth, and nothing it stored or opened outlives it. The runs of one source
 * (`keep`) use a booth one after the other, which is emptied in between. A browser that crashes or hangs is replaced, and after
 * some hundreds of pages a fresh one takes over.
 */
import { log } from '../../log.ts';
import { openBooth, type Booth } from './booth.ts';
import type { Guard } from '../guard/guard.ts';
import { watchMemory } from './memory.ts';
import { alive, end, kill, launch, stopped, type Running } from './running.ts';
import { tabGone } from './tab-setup.ts';
import type { Tab } from './tab.ts';
import { tabLimits, within, type TabLimits } from './visit.ts';

export interface LendOptions {
  guard: Guard;
  signal: AbortSignal;
  /** BCP 47; Spanish of Mexico unless told otherwise. */
  language?: string;
  userAgent?: string;
  limits?: Partial<TabLimits>;
  /**
   * The source's name, where the source itself makes the addresses: its next run with the same guard uses the same tab,
   * emptied. Leave it out for any address that staff or posts supply.
   */
  keep?: string;
}

export interface LentTab extends Tab {
  /** Name and version of the browser, for the custody record. */
  browser: string;
}

/** After a stop, `use` has this long to hand over what it already holds. */
const handOverMs = 2_000;
/** Emptied booths of one source; two, since two of its runs may go on at a time. */
const keptPerSource = 2;
/** A booth that nobody came back for is memory. */
const keptMs = 10 * 60_000;

/** One in production; tests against several demo internets have one for each key. */
const current = new Map<string, Promise<Running>>();

/**
 * Lends a tab to `use` and takes it back, whatever happens. Throws the signal's reason when it fires, RetryLaterError
 * when the browser itself failed, and whatever `use` throws.
 */
export async function withPage<T>(use: (tab: LentTab) => Promise<T>, options: LendOptions): Promise<T> {
  const { guard, signal } = options;
  signal.throwIfAborted();
  const running = await borrow(guard.demo?.spki ?? '');
  try {
    return await lend(running, use, options);
  } catch (error) {
    signal.throwIfAborted();
    throw alive(running) ? error : stopped();
  } finally {
    await giveBack(running);
  }
}

/** Closes the browsers of this process; the next page starts a fresh one. */
export async function closeBrowser(): Promise<void> {
  const all = [...current.values()];
  current.clear();
  for (const running of await Promise.allSettled(all)) if (running.status === 'fulfilled') await end(running.value);
}

async function lend<T>(
  running: Running,
  use: (tab: LentTab) => Promise<T>,
  { guard, signal, language = 'es-MX', userAgent = running.userAgent, keep, ...options }: LendOptions,
): Promise<T> {
  const limits = { ...tabLimits, ...options.limits };
  const booth = await enter(running, guard, keep);
  const unwatch = watchMemory(running.session, limits.memoryBytes);
  const aborted = Promise.withResolvers<never>();
  let timer: NodeJS.Timeout | undefined;
  const abort = () => {
    // The tab is closed under `use`: what it is waiting for fails at once.
    booth.close().catch(tabGone);
    timer = setTimeout(() => aborted.reject(signal.reason), handOverMs);
  };
  async function work(): Promise<T> {
    signal.throwIfAborted();
    await booth.prepare(limits, { userAgent, language });
    const visit: Tab['visit'] = (address) => {
      running.visits += 1;
      // Worn out: the runs that go on are its last.
      if (running.visits >= limits.pagesPerBrowser) running.retired = true;
      return booth.visit(address);
    };
    const { screenshot, visibleText, protocol } = booth;
    return use({ visit, screenshot, visibleText, protocol, browser: running.name });
  }
  signal.addEventListener('abort', abort, { once: true });
  let fine = false;
  try {
    const result = await Promise.race([work(), aborted.promise, running.death]);
    fine = !signal.aborted;
    return result;
  } finally {
    signal.removeEventListener('abort', abort);
    clearTimeout(timer);
    unwatch();
    await leave(running, booth, fine ? keep : undefined);
  }
}

/** A kept booth of this source, else a fresh one. */
async function enter(running: Running, guard: Guard, keep: string | undefined): Promise<Booth> {
  if (keep !== undefined) {
    const kept = running.kept.findLast((one) => one.source === keep && one.booth.guard === guard);
    if (kept) {
      running.kept.splice(running.kept.indexOf(kept), 1);
      clearTimeout(kept.expiry);
      return kept.booth;
    }
  }
  try {
    return await openBooth(running.browser, guard);
  } catch (error) {
    kill(running);
    throw error;
  }
}

async function leave(running: Running, booth: Booth, keep: string | undefined): Promise<void> {
  if (keep !== undefined && alive(running) && !running.retired && (await cleared(booth))) {
    const rivals = running.kept.filter((one) => one.source === keep);
    if (rivals.length < keptPerSource) {
      const expiry = setTimeout(() => {
        const index = running.kept.findIndex((one) => one.booth === booth);
        if (index !== -1) running.kept.splice(index, 1);
        void close(running, booth);
      }, keptMs);
      running.kept.push({ source: keep, booth, expiry: expiry.unref() });
      return;
    }
  }
  await close(running, booth);
}

async function cleared(booth: Booth): Promise<boolean> {
  try {
    return await within(5_000, booth.clear());
  } catch (error) {
    log.debug({ error }, 'a tab could not be emptied');
    return false;
  }
}

/** A context that will not close belongs to a browser that hangs: the whole of it is ended. */
async function close(running: Running, booth: Booth): Promise<void> {
  try {
    await booth.close();
  } catch {
    if (!alive(running)) return;
    log.warn('the browser hangs and is replaced');
    kill(running);
  }
}

async function borrow(spki: string): Promise<Running> {
  let starting = current.get(spki);
  if (!starting) {
    starting = launch(spki);
    current.set(spki, starting);
    starting.catch(() => forget(spki, starting!));
  }
  const running = await starting;
  if (running.retired || !alive(running)) {
    forget(spki, starting);
    return borrow(spki);
  }
  running.lent += 1;
  return running;
}

function forget(spki: string, starting: Promise<Running>): void {
  if (current.get(spki) === starting) current.delete(spki);
}

async function giveBack(running: Running): Promise<void> {
  running.lent -= 1;
  if (running.retired && running.lent === 0) await end(running);
}
