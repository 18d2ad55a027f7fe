export * from './people.ts';
export * from './collection.ts';
export * from './sources.ts';
export * from './detection.ts';
export * from './evidence.ts';
export * from './decisions.ts';
export * from './pace.ts';
export * from './intake.ts';
