/** One link that staff pasted: resolved where only the network tells what it names, then opened, saved and filed. */
import { resolveLink, SwitchedOff, type Captured } from '../crawler/index.ts';
import { shown } from '../crawler/intake/shown.ts';
import { unread } from '../crawler/intake/unread.ts';
import { needsNetwork } from '../crawler/intake/redirectors.ts';
import type { FoundPost, Outcome } from '../crawler/source.ts';
import { aliasOf, identify, type Named } from '../crawler/url.ts';
import * as captures from '../db/captures.ts';
import type { Database } from '../db/client.server.ts';
import * as evidence from '../db/evidence.server.ts';
import * as intake from '../db/intake.ts';
import * as links from '../db/intake-links.ts';
import * as posts from '../db/posts.ts';
import * as turns from '../db/turns.ts';
import { PermanentError, RetryLaterError } from '../errors.ts';
import { log } from '../log.ts';
import { fileCaptured } from './capture.ts';
import { goOn, tally } from './hand-in.server.ts';
import type { Tools } from './handlers.ts';
import { inBatches, type PayloadOf } from './jobs.ts';
import { look } from './look.ts';
import { NotYet, sharedTurns } from './turns.ts';

/** How a link ended: with the post as its page tells it, as its address alone tells it, or with no post. */
interface Visited {
  outcome: Outcome;
  problem: string | null;
  named: Named;
  hops: string[];
  post: FoundPost | null;
  captured: Captured | null;
}

export async function link({ intakeId, line }: PayloadOf<'link'>, tools: Tools): Promise<void> {
  const { db, queue } = tools;
  const row = await links.one(intakeId, line, db);
  const batch = await intake.byId(intakeId, db);
  if (!row || !batch?.runId || batch.state !== 'running') return;
  if (row.outcome === null && row.canonical !== null) {
    const visited = await visit(row.canonical, tools);
    await settle(batch, line, await withSelected(visited, row.text, db), tools);
  }
  await goOn(intakeId, db, queue);
}

/** A page that only members see has no text for us: then what a person selected on it is the post's. */
async function withSelected(visited: Visited, text: string, db: Database): Promise<Visited> {
  const { post } = visited;
  if (!post || post.text !== '' || text === '' || (await intake.hasText(post.key, db))) return visited;
  return { ...visited, post: { ...post, text } };
}

async function visit(address: string, { db, signal }: Tools): Promise<Visited> {
  const read = identify(address);
  if ('error' in read) throw new PermanentError('This link was no address to begin with.');
  const { input: _, ...named } = read;
  if (!needsNetwork(address)) return open(named, [], db, signal);
  const alias = aliasOf(read);
  const known = alias === null ? null : await posts.idOf(alias, db);
  const target = known === null ? null : await captures.target(known, db);
  if (target) {
    const again = identify(target.url);
    if (!('error' in again) && again.key === target.key) return open(again, [], db, signal);
  }
  await free(address, db);
  const resolved = await resolveLink(address, signal, sharedTurns(db));
  if (resolved.outcome !== 'ok') {
    const { outcome, problem, hops } = resolved;
    return { outcome, problem, named, hops, post: null, captured: null };
  }
  const opened = await open(resolved.named, resolved.hops, db, signal);
  if (!opened.post || alias === null) return opened;
  return { ...opened, post: { ...opened.post, aliases: [...new Set([...opened.post.aliases, alias])] } };
}

/** Opens what a link names. A post that is stored with its text and its capture is not opened again: it is only met. */
async function open(named: Named, hops: string[], db: Database, signal: AbortSignal): Promise<Visited> {
  const bare = unread(named);
  const nothing = { named, hops, captured: null };
  if (!bare && aliasOf({ input: '', ...named }) === null)
    return { outcome: 'bad_query', problem: unusable(named), post: null, ...nothing };
  const name = named.key ?? aliasOf({ input: '', ...named })!;
  const known = await posts.idOf(name, db);
  const target = known === null ? null : await captures.target(known, db);
  if (target && target.capturedVersion >= target.version) {
    const stored = identify(target.url);
    const met = bare ?? ('error' in stored ? null : unread(stored));
    if (met) return { outcome: 'ok', problem: null, post: { ...met, key: target.key }, ...nothing };
  }
  await evidence.ready();
  const taken = await attempt(named.canonicalUrl, db, signal);
  if ('problem' in taken) return { ...taken, post: bare, ...nothing };
  const { pieces, capturedAt, record } = taken;
  const post = shown(named, { page: pieces.page.bytes, urlFinal: record.urlFinal, at: capturedAt });
  if (!post) return { outcome: 'not_available', problem: 'page_of_others', post: bare, ...nothing };
  return { ...nothing, outcome: 'ok', problem: null, post, captured: taken };
}

const unusable = ({ kind }: Named): string => {
  if (kind === 'search') return 'link_search';
  return kind === 'home' || kind === 'share' ? 'link_home' : 'link_account';
};

/** Comes back later rather than wait with a tab in hand. */
async function free(address: string, db: Database): Promise<void> {
  const wait = await turns.waitFor(new URL(address).host, db);
  if (wait > 0) throw new NotYet(wait);
}

async function attempt(
  url: string,
  db: Database,
  signal: AbortSignal,
): Promise<Captured | { outcome: Outcome; problem: string }> {
  try {
    const taken = await look(url, db, signal);
    return taken.outcome === 'ok' ? taken : { outcome: taken.outcome, problem: 'page_unread' };
  } catch (error) {
    if (error instanceof SwitchedOff) return { outcome: 'bad_query', problem: 'source_off' };
    if (error instanceof NotYet) throw error;
    if (error instanceof PermanentError) return { outcome: 'not_available', problem: 'page_unread' };
    if (error instanceof RetryLaterError) return { outcome: 'network_error', problem: 'page_unread' };
    throw error;
  }
}

/** Saves the post as met by the paste and ends the link, in one transaction; run again after a crash, it adds nothing. */
async function settle(batch: intake.Intake, line: number, visited: Visited, { db, queue }: Tools): Promise<void> {
  const { outcome, problem, named, hops, post, captured } = visited;
  const at = captured?.capturedAt ?? new Date();
  const saved = await db.transaction(async (tx) => {
    const row = await intake.locked(batch.id, tx);
    if (row?.state !== 'running') return null;
    const saving = post ? await posts.save([post], batch.runId!, at, tx) : null;
    const postId = saving && post ? (saving.idByKey.get(post.key) ?? null) : null;
    const { platform, kind, key, canonicalUrl: canonical } = named;
    const fresh = (saving?.fresh ?? 0) > 0;
    await links.end(
      batch.id,
      line,
      { outcome, problem, postId, fresh, canonical, platform, kind, key: post?.key ?? key, hops },
      tx,
    );
    await tally(row, tx);
    return { postId, toClassify: saving?.toClassify ?? [] };
  });
  const target = saved?.postId ? await captures.target(saved.postId, db) : null;
  if (target && captured) await fileCaptured(target, captured, db);
  await queue.addAll(
    'classify',
    inBatches(saved?.toClassify ?? []).map((postIds) => ({ postIds })),
  );
  log.info({ intake: batch.id, line, outcome, saved: Boolean(saved?.postId) }, 'link visited');
}
