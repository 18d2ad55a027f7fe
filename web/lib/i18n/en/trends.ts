import type { trends as es } from '../es/trends.ts';

export const trends: typeof es = { title: 'Trends' };
