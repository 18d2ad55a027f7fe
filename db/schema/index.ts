export * from './people.ts';
export * from './collection.ts';
export * from './detection.ts';
export * from './evidence.ts';
export * from './decisions.ts';
export * from './pace.ts';
