/** A service account of Google Cloud: its key file, and the access tokens it is exchanged for (RFC 7523, OAuth 2.0 JWT bearer). */
import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { guardedFetch } from '../guard/fetch.ts';
import type { Guard } from '../guard/guard.ts';
import { hidden } from '../hidden.ts';
import { readJson } from '../json.ts';
import type { Payload } from '../source.ts';

/** The one place a key is ever sent to, whatever a key file says (developers.google.com/identity, read 2026-11-24). */
export const tokenUrl = 'https://oauth2.googleapis.com/token';
const scope = 'https://www.googleapis.com/auth/cloud-platform';
/** An assertion may be valid for an hour; a token ends a minute early for us, so that none expires on its way. */
const validSeconds = 3_600;
const marginSeconds = 60;

export interface ServiceAccount {
  email: string;
  keyId: string | null;
  key: KeyObject;
  /** Distinguishes accounts and their keys without holding either. */
  name: string;
}

const KeyFile = z.object({
  type: z.literal('service_account'),
  client_email: z.email(),
  private_key: z.string(),
  private_key_id: z.string().optional(),
});

/** Reads a key file; null when it is none, or its key is not one that can sign. */
export function readServiceAccount(json: string): ServiceAccount | null {
  const file = KeyFile.safeParse(readJson(json)).data;
  if (!file) return null;
  try {
    const key = createPrivateKey(file.private_key);
    if (key.asymmetricKeyType !== 'rsa') return null;
    const name = createHash('sha256').update(json).digest('hex');
    return { email: file.client_email, keyId: file.private_key_id ?? null, key, name };
  } catch {
    return null; // OpenSSL's message would quote parts of the key
  }
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The signed statement that is exchanged for a token. `now` in milliseconds. */
export function assertion({ email, keyId, key }: ServiceAccount, now: number): string {
  const issued = Math.floor(now / 1000);
  const head = encoded({ alg: 'RS256', typ: 'JWT', ...(keyId !== null && { kid: keyId }) });
  const claims = encoded({ iss: email, scope, aud: tokenUrl, iat: issued, exp: issued + validSeconds });
  return `${head}.${claims}.${sign('RSA-SHA256', Buffer.from(`${head}.${claims}`), key).toString('base64url')}`;
}

const Granted = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

export interface Tokens {
  /** A token that is still valid, else a fresh one, else Google's refusal as it came. Throws what guardedFetch throws. */
  of(account: ServiceAccount, signal: AbortSignal): Promise<{ token: string } | { refused: Required<Payload> }>;
  /** Forgets a token that the interface no longer takes. */
  forget(account: ServiceAccount): void;
}

export function makeTokens(guard: Guard, now: () => number = Date.now): Tokens {
  const kept = new Map<string, { token: string; until: number }>();
  return {
    async of(account, signal) {
      const known = kept.get(account.name);
      if (known && known.until > now()) return { token: known.token };
      const signed = assertion(account, now());
      const { status, headers, body, url } = await guardedFetch(guard, tokenUrl, {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body: new URLSearchParams({
          grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
          assertion: signed,
        }).toString(),
      });
      const granted = status < 300 ? Granted.safeParse(readJson(body)).data : undefined;
      if (!granted) {
        const refusal = hidden({ status, headers, body, url, at: new Date(now()) }, [signed]);
        // An answer of 200 without a token is no page of results either.
        return { refused: status < 300 ? { ...refusal, body: '', status: 502 } : refusal };
      }
      const seconds = Math.min(granted.expires_in, validSeconds) - marginSeconds;
      kept.set(account.name, { token: granted.access_token, until: now() + seconds * 1000 });
      return { token: granted.access_token };
    },
    forget: (account) => void kept.delete(account.name),
  };
}
