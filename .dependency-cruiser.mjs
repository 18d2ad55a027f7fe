/** Who may import whom. The rooms and their doors: docs/decisions.md. */
/** The words of the core, which everybody may speak. */
const words = '^(crawler/(source|ways|[a-z]+/ways|prices|intake/table\\.types)|classifier/score\\.types)\\.ts$';
const leaves = '^(config|log|errors)\\.ts$';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'core-knows-nothing',
      comment:
        'crawler, classifier and reports know no database, no queue, no web: they import themselves, config, log and errors',
      severity: 'error',
      from: { path: '^(crawler|classifier|reports)/' },
      to: { path: '^(db|jobs|web|demo|bin|test)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-rooms-are-apart',
      comment: 'the three core rooms do not know one another, except by types',
      severity: 'error',
      from: { path: '^(crawler|classifier|reports)/' },
      to: { path: '^(crawler|classifier|reports)/', pathNot: '^$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-types-from-the-schema-only',
      severity: 'error',
      from: { path: '^(crawler|classifier|reports)/' },
      to: { path: '^(db|jobs|web)/', pathNot: '^db/schema/' },
    },
    {
      name: 'db-is-the-ground',
      comment: 'db takes types from the core and nothing from jobs, web, demo or bin',
      severity: 'error',
      from: { path: '^db/' },
      to: {
        path: '^(jobs|web|demo|bin|test|crawler|classifier|reports)/',
        pathNot: words,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'jobs-join-core-and-database',
      severity: 'error',
      from: { path: '^jobs/' },
      to: { path: '^(web|demo|bin|test)/' },
    },
    {
      name: 'web-never-crawls-never-scores',
      severity: 'error',
      from: { path: '^web/' },
      to: { path: '^(crawler|classifier|demo|bin|test)/', pathNot: words, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'web-has-one-door-to-jobs',
      severity: 'error',
      from: { path: '^web/' },
      to: {
        path: '^jobs/',
        pathNot: '^jobs/(queue|packages|hand-in)\\.server\\.ts$',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'nobody-imports-test',
      severity: 'error',
      from: { pathNot: '^(test/|vitest\\.config)' },
      to: { path: '^test/' },
    },
    {
      name: 'nobody-imports-demo',
      comment: 'the crawler cannot know that it talks to the demo',
      severity: 'error',
      from: { pathNot: '^(demo|bin|test)/' },
      to: { path: '^demo/' },
    },
    {
      name: 'leaves-import-leaves',
      severity: 'error',
      from: { path: leaves },
      to: { path: '^(crawler|classifier|reports|db|jobs|web|demo|bin|test)/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$app|#lib|\\$|\\./\\$types)' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|data|\\.svelte-kit)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
