import { defineConfig } from 'vitest/config';

export default defineConfig({
  // The sources are plain erasable TypeScript; tsconfig.json extends a file that exists only after `svelte-kit sync`.
  oxc: { tsconfig: false },
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, hookTimeout: 120_000 },
});
