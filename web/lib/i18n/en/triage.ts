import type { triage as es } from '../es/triage.ts';

export const triage: typeof es = { title: 'Review desk' };
