/** Every command, in the order of the help. A new one is a file in commands/ and a line here. */
import type { Command } from './command.ts';

export const commands: Record<string, () => Promise<{ command: Command }>> = {
  start: () => import('./commands/start.ts'),
  demo: () => import('./commands/demo.ts'),
  doctor: () => import('./commands/doctor.ts'),
  user: () => import('./commands/user.ts'),
  secrets: () => import('./commands/secrets.ts'),
  migrate: () => import('./commands/migrate.ts'),
  build: () => import('./commands/build.ts'),
  worker: () => import('./commands/worker.ts'),
  web: () => import('./commands/web.ts'),
  parse: () => import('./commands/parse.ts'),
  url: () => import('./commands/url.ts'),
  score: () => import('./commands/score.ts'),
  evaluate: () => import('./commands/evaluate.ts'),
  train: () => import('./commands/train.ts'),
  import: () => import('./commands/import.ts'),
  crawl: () => import('./commands/crawl.ts'),
  export: () => import('./commands/export.ts'),
  verify: () => import('./commands/verify.ts'),
  bench: () => import('./commands/bench.ts'),
  pictures: () => import('./commands/pictures.ts'),
  test: () => import('./commands/test.ts'),
  checks: () => import('./commands/checks.ts'),
};
