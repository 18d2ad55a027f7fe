/** Takedown reports: rows in, files out. */
export { blockers } from './blockers.ts';
export { buildReport, type BuildInput } from './build.ts';
export { channelFor, defaultChannel, limits, maxItems } from './limits.ts';
export { packageFiles, writePackage } from './package.ts';
export { reported } from './platforms.ts';
export { schemaProblems } from './schema.ts';
export { splitByLimit } from './split.ts';
export { verifyPackage, type Verified } from './verify.ts';
export type * from './report.types.ts';
