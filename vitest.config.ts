import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import type { OxcOptions } from 'vite';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The sources are plain erasable TypeScript; tsconfig.json extends a file that exists only after `svelte-kit sync`.
  oxc: { tsconfig: false } as OxcOptions,
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/global.ts'],
    // Nothing of the person's own workspace, database or accounts reaches a test, not even through .env.
    env: {
      VIGIA_DATA: path.join(tmpdir(), `vigia-test-${process.pid}`, 'workspace'),
      DATABASE_URL: '',
      REDIS_URL: '',
      X_BEARER_TOKEN: '',
      VIGIA_DEMO_INTERNET: '',
      VIGIA_ORIGIN: '',
      VIGIA_EVIDENCE_S3_ENDPOINT: '',
      VIGIA_EVIDENCE_S3_BUCKET: '',
      VIGIA_PORT: '0',
      LOG_LEVEL: 'error',
    },
    // A test file with Chromium and a server takes two cores by itself; more at once only makes them wait.
    maxWorkers: Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2) + 1)),
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
});
