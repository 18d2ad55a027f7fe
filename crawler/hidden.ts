/** Answers without our own secrets: a platform that repeats a key or a token must not bring it into evidence or a sentence. */
import type { Payload } from './source.ts';

/** Shorter ones are no secrets, and would be found in any text. */
const shortest = 8;
const mark = '(hidden)';

/** The text with each secret taken out, as it is and as addresses and JSON spell it. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets
    .filter((secret) => secret.length >= shortest)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
    .reduce((rest, spelled) => rest.replaceAll(spelled, mark), text);
}

/** An answer with each secret taken out of its body, its address and its headers. */
export function hidden<T extends Payload>(payload: T, secrets: readonly string[]): T {
  const headers = Object.entries(payload.headers ?? {}).map(([name, value]) => [name, withoutSecrets(value, secrets)]);
  return {
    ...payload,
    body: withoutSecrets(payload.body, secrets),
    ...(payload.url !== undefined && { url: withoutSecrets(payload.url, secrets) }),
    headers: Object.fromEntries(headers) as Record<string, string>,
  };
}
