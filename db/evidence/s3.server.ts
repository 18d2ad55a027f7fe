/**
 * Evidence in a bucket that speaks S3, addressed by path: `<endpoint>/<bucket>/evidence/ab/abcd…`.
 *
 * Through Node's own fetch and not through the crawler's guard: the address comes from the operator's configuration and
 * never from anything collected, a private host is the usual case, redirects are refused, and an answer counts only if
 * it hashes to the name it was asked for. (And this room knows no crawler: docs/decisions.md.)
 */
import { AwsClient } from 'aws4fetch';
import { RetryLaterError } from '../../errors.ts';
import { keysOf } from './listing.ts';
import { isHash, type EvidenceStore } from './store.ts';

export interface Bucket {
  /** `https://s3.example.gob.mx`, or `http://` inside a closed network. */
  endpoint: string;
  name: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
}

const prefix = 'evidence/';
/** Until the answer begins; and for a body, until nothing has come for as long. */
const patienceMs = 30_000;
const retryMs = 60_000;

export function inBucket(bucket: Bucket): EvidenceStore {
  const { accessKeyId, secretAccessKey, region } = bucket;
  const base = `${bucket.endpoint.replace(/\/+$/, '')}/${bucket.name}`;
  const host = new URL(base).host;
  const signer = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 0 });
  const keyOf = (hash: string): string => `${base}/${prefix}${hash.slice(0, 2)}/${hash}`;

  async function ask(method: string, url: string, more: { headers?: Record<string, string>; body?: Uint8Array } = {}) {
    const request = await signer.sign(url, {
      method,
      headers: more.headers ?? {},
      ...(more.body && { body: new Uint8Array(more.body) }),
    });
    const cut = new AbortController();
    const waiting = setTimeout(() => cut.abort(), patienceMs);
    try {
      const answer = await fetch(request, { redirect: 'error', signal: cut.signal });
      if (answer.ok || answer.status === 404 || answer.status === 412) return { answer, cut };
      await answer.body?.cancel();
      throw refused(answer.status);
    } catch (error) {
      if (error instanceof RetryLaterError) throw error;
      throw new RetryLaterError(`The evidence bucket at ${host} cannot be reached.`, retryMs);
    } finally {
      clearTimeout(waiting);
    }
  }

  /** Whatever it is, an administrator has to see to it, and what is being filed can wait until then. */
  function refused(status: number): RetryLaterError {
    const why =
      status === 401 || status === 403 ? 'does not accept our key' : `answers ${status}, which is not what was asked`;
    return new RetryLaterError(`The evidence bucket at ${host} ${why}.`, retryMs);
  }

  async function* pages(): AsyncGenerator<string> {
    for (let next: string | null = ''; next !== null;) {
      const query = new URLSearchParams({ 'list-type': '2', prefix, ...(next && { 'continuation-token': next }) });
      const { answer } = await ask('GET', `${base}?${query}`);
      if (answer.status === 404) throw noBucket();
      const page = keysOf(await answer.text());
      yield* page.keys.map((key) => key.slice(key.lastIndexOf('/') + 1)).filter(isHash);
      next = page.next;
    }
  }

  const noBucket = (): RetryLaterError => new RetryLaterError(`There is no bucket ${bucket.name} at ${host}.`, retryMs);

  return {
    place: `${bucket.name} at ${host}`,
    async ready() {
      const { answer } = await ask('HEAD', base);
      if (answer.status === 404) throw noBucket();
    },
    async size(hash) {
      const { answer } = await ask('HEAD', keyOf(hash));
      return answer.status === 404 ? null : Number(answer.headers.get('content-length'));
    },
    async put(hash, bytes) {
      const { answer } = await ask('PUT', keyOf(hash), {
        // The name is the body's own hash: signed, so the bucket refuses a body that was damaged on the way.
        headers: {
          'content-type': 'application/octet-stream',
          'x-amz-content-sha256': hash,
          'if-none-match': '*',
        },
        body: bytes,
      });
      await answer.body?.cancel();
      if (answer.status === 404) throw noBucket();
    },
    async stream(hash) {
      const { answer, cut } = await ask('GET', keyOf(hash));
      if (answer.status !== 404 && answer.body) return patiently(answer.body, cut, host);
      await answer.body?.cancel();
      return null;
    },
    list: pages,
  };
}

/** A body that stops coming is given up. */
async function* patiently(body: ReadableStream<Uint8Array>, cut: AbortController, host: string) {
  let timer: NodeJS.Timeout | undefined;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => cut.abort(), patienceMs);
  };
  try {
    wait();
    for await (const chunk of body) {
      wait();
      yield chunk;
    }
  } catch {
    throw new RetryLaterError(`The evidence bucket at ${host} broke off its answer.`, retryMs);
  } finally {
    clearTimeout(timer);
  }
}
