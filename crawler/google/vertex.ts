/**
 * Vertex AI Search over the public websites that the operator's engine lists (up to 50 domains, not the whole web): with an API key
 * through `searchLite`, or with a service account through `search`.
 */
import type { Guard } from '../guard/guard.ts';
import { answered, ask, unreadable } from '../interface.ts';
import { parse } from '../parse.ts';
import type { Access, Payload, Source } from '../source.ts';
import { refusal } from './cloud-error.ts';
import { vertexLimits as limits } from './limits.ts';
import { jsonAnswer, missing, resultsSource, type Provider, type Question } from './provider.ts';
import { makeTokens, readServiceAccount, tokenUrl, type ServiceAccount, type Tokens } from './service-account.ts';
import { googleVertexWay as way } from './ways.ts';

export interface GoogleVertex {
  guard: Guard;
  maxPages?: number;
  /** For tests: when tokens end. */
  now?: () => number;
}

/** An engine that is not global has a host of its own. */
const hostOf = (location: string): string => (location === 'global' ? way.host : `${location}-${way.host}`);
export const vertexHosts = [...['global', 'us', 'eu'].map(hostOf), new URL(tokenUrl).hostname] as const;

export function googleVertex({ guard, maxPages = 1, now }: GoogleVertex): Source {
  const tokens = makeTokens(guard, now);
  const provider: Provider = {
    way,
    who: 'Vertex AI Search',
    longestQuery: 2_000,
    maxPages,
    refusal: (_, access) => missing(way, access) ?? credentialMissing(access),
    lend(question, { access, signal }, use) {
      const { api_key: key, service_account: file } = access.secrets;
      const account = file ? readServiceAccount(file) : null;
      const first = address(access.settings, account ? 'search' : 'searchLite');
      const post = (url: string, headers: Record<string, string>, secrets: string[]) =>
        ask(guard, { url: withoutToken(url), headers, body: bodyOf(question, url), secrets, signal });
      return use({
        first,
        following: (next) => `${first}?${new URLSearchParams({ pageToken: next })}`,
        read: (url) =>
          account
            ? withBearer(tokens, account, signal, (token) => post(url, { authorization: `Bearer ${token}` }, [token]))
            : post(url, { 'x-goog-api-key': key! }, [key!]),
        parse: jsonAnswer(
          (payload) => {
            const value = answered(payload);
            return value && (refusal(value) ?? parse('google', payload));
          },
          (payload) => unreadable(payload, 'Vertex AI Search'),
        ),
      });
    },
  };
  return resultsSource(provider);
}

function credentialMissing({ secrets }: Access): { outcome: 'auth_expired'; detail: string } | null {
  const { api_key: key, service_account: file } = secrets;
  if (file && readServiceAccount(file) === null)
    return { outcome: 'auth_expired', detail: 'What was entered as service account is not the key file of one.' };
  if (key || file) return null;
  return {
    outcome: 'auth_expired',
    detail: `${way.name} is not set up: an administrator must enter api_key or service_account under Sources.`,
  };
}

/** Asks with a token; one that has ended meanwhile is renewed once. A refusal of the exchange is the answer. */
async function withBearer(
  tokens: Tokens,
  account: ServiceAccount,
  signal: AbortSignal,
  asked: (token: string) => Promise<Required<Payload>>,
): Promise<Payload> {
  for (let tries = 1; ; tries++) {
    const granted = await tokens.of(account, signal);
    if ('refused' in granted) return granted.refused;
    const answer = await asked(granted.token);
    if (answer.status !== 401 || tries > 1) return answer;
    tokens.forget(account);
  }
}

function address(settings: Access['settings'], method: 'search' | 'searchLite'): string {
  const { project, location = 'global', engine_id: engine, serving_config: config = 'default_search' } = settings;
  const parts = { projects: project!, locations: location, collections: 'default_collection', engines: engine! };
  const path = Object.entries({ ...parts, servingConfigs: config }).map(
    ([kind, name]) => `${kind}/${encodeURIComponent(name)}`,
  );
  return `https://${hostOf(location)}/v1/${path.join('/')}:${method}`;
}

/** A page's token is kept in its address, so that each page has one, and sent in its body. */
const withoutToken = (url: string): string => url.split('?', 1)[0]!;

function bodyOf({ query, gl, hl }: Question, url: string): unknown {
  const pageToken = new URL(url).searchParams.get('pageToken');
  return {
    query,
    pageSize: limits.perPage,
    ...(pageToken !== null && { pageToken }),
    languageCode: hl,
    params: { user_country_code: gl },
    // What is asked is what is watched: a better spelling is suggested, not taken.
    spellCorrectionSpec: { mode: 'SUGGESTION_ONLY' },
    contentSearchSpec: { snippetSpec: { returnSnippet: true } },
  };
}
