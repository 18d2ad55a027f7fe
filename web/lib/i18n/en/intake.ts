import type { intake as es } from '../es/intake.ts';

export const intake: typeof es = { title: 'Import' };
