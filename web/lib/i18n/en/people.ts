import type { people as es } from '../es/people.ts';

export const people: typeof es = { title: 'People' };
