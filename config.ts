/**
 * The only reader of the environment. Everything else takes what it needs from `config`.
 * A wrong value stops the start with one sentence that names the variable.
 */
import { existsSync, readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { PermanentError } from './errors.ts';

const flag = z.enum(['0', '1', 'true', 'false']).transform((value) => value === '1' || value === 'true');
const port = z.coerce.number().int().min(0).max(65535);

const secretKey = z
  .base64()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((key) => key.length === 32, 'must be 32 bytes in base64');

const Environment = z.object({
  /** Where PostgreSQL's data, captures and the session secret live. One folder per workspace. */
  VIGIA_DATA: z.string().default('data/workspace'),
  /** Where the inflated Chromium and its profiles lie; without it, the user's cache folder. */
  VIGIA_CACHE: z.string().optional(),
  XDG_CACHE_HOME: z.string().optional(),
  VIGIA_HOST: z.string().default('127.0.0.1'),
  VIGIA_PORT: port.default(0),
  /** Public address of the dashboard when a proxy stands before it, e.g. https://vigia.example.gob.mx. */
  VIGIA_ORIGIN: z.url().optional(),
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  REDIS_URL: z.string().startsWith('redis').optional(),
  PUPPETEER_EXECUTABLE_PATH: z.string().optional(),
  /** Address of the demo internet as host:port. Set only by the demo workspace; never in production. */
  VIGIA_DEMO_INTERNET: z
    .string()
    .regex(/^127\.0\.0\.1:\d+$/, 'must be 127.0.0.1:PORT')
    .optional(),
  /** SHA-256 (base64) of the demo internet's public key: the one certificate that is trusted beside the public ones. */
  VIGIA_DEMO_SPKI: z.string().optional(),
  /**
   * Sources that read public pages whose robots.txt asks crawlers to stay out, e.g. `google,facebook`. Off unless an
   * administrator names them; on in the demo workspace, where every page is our own. See docs/data-protection.md.
   */
  VIGIA_PUBLIC_PAGES: z
    .string()
    .regex(/^(google|facebook)?(,(google|facebook))*$/, 'must be a list of google, facebook')
    .optional(),
  /** Least milliseconds between two visits to one source, over all workers; without it each source's own gap. */
  VIGIA_PACE_MS: z.coerce.number().int().min(0).max(3_600_000).optional(),
  X_API_BASE: z.url().default('https://api.x.com'),
  X_BEARER_TOKEN: z.string().optional(),
  /** Evidence in a bucket that speaks S3 instead of the workspace's folder: all four, or none. */
  VIGIA_EVIDENCE_S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  VIGIA_EVIDENCE_S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  VIGIA_EVIDENCE_S3_REGION: z.string().default('us-east-1'),
  VIGIA_EVIDENCE_S3_ACCESS_KEY_ID: z.string().optional(),
  VIGIA_EVIDENCE_S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Where requests leave from, in the operator's words, for custody records: "SRE CDMX, AS12345". */
  VIGIA_EGRESS: z.string().max(200).optional(),
  /** Stable name of this worker in custody records; without it the machine's name. */
  VIGIA_WORKER_NAME: z.string().max(100).optional(),
  VIGIA_NOTIFIER_ORGANIZATION: z.string().default('Secretaría de Relaciones Exteriores (México)'),
  VIGIA_NOTIFIER_UNIT: z.string().default('Dirección General de Servicios Consulares'),
  VIGIA_NOTIFIER_EMAIL: z.email().default('enlace@example.gob.mx'),
  /** 32 bytes in base64 under which secrets are sealed in the database; without it, `secret.key` in VIGIA_DATA. */
  VIGIA_SECRET_KEY: secretKey.optional(),
  /** The key before, which still opens what it sealed, until `vigia secrets rotate` has sealed everything again. */
  VIGIA_SECRET_KEY_OLD: secretKey.optional(),
  /**
   * Servers of our own network that web hooks and mail may go to although their addresses are private: HOST:PORT, separated
   * by commas. Every other private address is refused.
   */
  VIGIA_PRIVATE_HOSTS: z
    .string()
    .regex(/^[^\s,/@]+:\d{1,5}(,[^\s,/@]+:\d{1,5})*$/, 'must be a list of HOST:PORT, separated by commas')
    .optional(),
  /** Who signs in first, on a workspace without users. */
  VIGIA_ADMIN_EMAIL: z.email().default('admin@vigia.example'),
  /** Where a person sits at a screen, `start` and `demo` open the dashboard. */
  CI: z.string().optional(),
  DISPLAY: z.string().optional(),
  WAYLAND_DISPLAY: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  VIGIA_TRUST_PROXY: flag.default(false),
});

const secretNames = [
  'VIGIA_SECRET_KEY',
  'VIGIA_SECRET_KEY_OLD',
  'DATABASE_URL',
  'REDIS_URL',
  'X_BEARER_TOKEN',
  'VIGIA_EVIDENCE_S3_ACCESS_KEY_ID',
  'VIGIA_EVIDENCE_S3_SECRET_ACCESS_KEY',
];

export type Config = ReturnType<typeof read>;

/** Parses an environment. Throws a PermanentError whose message names the variable and what it must be. */
export function read(environment: Record<string, string | undefined>) {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new PermanentError(`${issue.path.join('.')}: ${issue.message}. See .env.example.`);
  }
  const env = parsed.data;
  return {
    dataDir: path.resolve(env.VIGIA_DATA),
    cacheDir: env.VIGIA_CACHE && path.resolve(env.VIGIA_CACHE),
    userCacheDir: env.XDG_CACHE_HOME,
    host: env.VIGIA_HOST,
    port: env.VIGIA_PORT,
    origin: env.VIGIA_ORIGIN,
    trustProxy: env.VIGIA_TRUST_PROXY,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    chromiumPath: env.PUPPETEER_EXECUTABLE_PATH,
    demoInternet: env.VIGIA_DEMO_INTERNET,
    demoSpki: env.VIGIA_DEMO_SPKI,
    publicPages: publicPages(env.VIGIA_PUBLIC_PAGES, env.VIGIA_DEMO_INTERNET),
    paceMs: env.VIGIA_PACE_MS,
    x: { apiBase: env.X_API_BASE, bearerToken: env.X_BEARER_TOKEN },
    evidenceBucket: evidenceBucket(env),
    egress: env.VIGIA_EGRESS ?? null,
    workerName: env.VIGIA_WORKER_NAME ?? hostname(),
    notifier: {
      organization: env.VIGIA_NOTIFIER_ORGANIZATION,
      unit: env.VIGIA_NOTIFIER_UNIT,
      email: env.VIGIA_NOTIFIER_EMAIL,
    },
    secretKey: env.VIGIA_SECRET_KEY,
    oldSecretKey: env.VIGIA_SECRET_KEY_OLD,
    privateHosts: env.VIGIA_PRIVATE_HOSTS?.toLowerCase().split(',') ?? [],
    adminEmail: env.VIGIA_ADMIN_EMAIL,
    hasScreen: !env.CI && Boolean(process.platform === 'darwin' || env.DISPLAY || env.WAYLAND_DISPLAY),
    logLevel: env.LOG_LEVEL,
  };
}

/** The bucket of evidence, or null: the workspace's folder. Throws when only a part of its settings is there. */
function evidenceBucket(env: z.infer<typeof Environment>) {
  const { VIGIA_EVIDENCE_S3_ENDPOINT: endpoint, VIGIA_EVIDENCE_S3_BUCKET: name } = env;
  const { VIGIA_EVIDENCE_S3_ACCESS_KEY_ID: accessKeyId, VIGIA_EVIDENCE_S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (!endpoint && !name) return null;
  if (endpoint && name && accessKeyId && secretAccessKey)
    return { endpoint, name, region: env.VIGIA_EVIDENCE_S3_REGION, accessKeyId, secretAccessKey };
  throw new PermanentError(
    'VIGIA_EVIDENCE_S3_ENDPOINT, _BUCKET, _ACCESS_KEY_ID and _SECRET_ACCESS_KEY go together. See .env.example.',
  );
}

function publicPages(list: string | undefined, demoInternet: string | undefined): string[] {
  if (list === undefined) return demoInternet ? ['google', 'facebook'] : [];
  return list.split(',').filter(Boolean);
}

/** `X_BEARER_TOKEN_FILE` names a file with the value of X_BEARER_TOKEN, as orchestrators hand secrets over. */
function withSecretFiles(environment: Record<string, string | undefined>): Record<string, string | undefined> {
  const valueOf = (name: string): string | undefined => {
    const file = environment[`${name}_FILE`];
    return file ? readFileSync(file, 'utf8').trim() : environment[name];
  };
  return { ...environment, ...Object.fromEntries(secretNames.map((name) => [name, valueOf(name)])) };
}

function readEnvFile(): void {
  if (existsSync('.env')) process.loadEnvFile('.env');
}

readEnvFile();
export const config: Config = read(withSecretFiles(process.env));
