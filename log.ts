/**
 * JSON lines through pino. Never log post text, handles, phones or URLs of posts above debug: they are other
 * people's data. Secrets are redacted wherever an object carries one.
 */
import { pino } from 'pino';
import { config } from './config.ts';

const secrets = [
  'password',
  'token',
  'bearerToken',
  'authorization',
  'cookie',
  'headers.authorization',
  'headers.cookie',
];

/** A failed statement quotes its parameters and a failed JSON.parse its text, which are other people's data: what went wrong is kept, and where. */
function shortened(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = error.cause instanceof Error ? shortened(error.cause) : undefined;
  const quotes = error.message.startsWith('Failed query') || error instanceof SyntaxError;
  return {
    type: error.name,
    message: quotes ? 'left out: it quotes what it was given' : error.message,
    code: (error as { code?: unknown }).code,
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
    cause,
  };
}

export const log = pino(
  {
    level: config.logLevel,
    base: null,
    serializers: { err: shortened },
    redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: '[secret]' },
  },
  pino.destination({ fd: 2, sync: true }),
);
