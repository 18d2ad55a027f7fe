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

export const log = pino(
  {
    level: config.logLevel,
    base: null,
    redact: { paths: [...secrets, ...secrets.map((name) => `*.${name}`)], censor: '[secret]' },
  },
  pino.destination({ fd: 2, sync: true }),
);
