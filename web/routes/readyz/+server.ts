import { json } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import type { RequestHandler } from './$types.js';

/** The process answers and its database too. */
export const GET: RequestHandler = async ({ locals }) => {
  const ready = await locals.db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  return json({ status: ready ? 'ok' : 'database' }, { status: ready ? 200 : 503 });
};
