import { json } from '@sveltejs/kit';
import type { RequestHandler } from './$types.js';

/** The process answers. */
export const GET: RequestHandler = () => json({ status: 'ok' });
