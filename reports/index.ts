/** Takedown reports: rows in, files out. */
export { blockers } from './blockers.ts';
export { buildReport } from './build.ts';
export { channelFor, defaultChannel, limits, maxItems } from './limits.ts';
export { writePackage } from './package.ts';
export { splitByLimit } from './split.ts';
export { verifyPackage } from './verify.ts';
export type * from './report.types.ts';
