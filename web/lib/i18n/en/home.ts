import type { home as es } from '../es/home.ts';

export const home: typeof es = { title: 'Home' };
