import type { watch as es } from '../es/watch.ts';

export const watch: typeof es = { title: 'Watch' };
