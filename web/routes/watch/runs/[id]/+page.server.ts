import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as runs from '#vigia/db/runs.ts';
import { allow } from '#lib/server/allow.server.ts';
import type { PageServerLoad } from './$types.js';

const most = 100;

export const load: PageServerLoad = async ({ locals, params }) => {
  allow(locals, 'term.read');
  const id = z.uuid().safeParse(params.id);
  const run = id.success ? await runs.byId(id.data, locals.db) : null;
  if (!run) error(404, 'not found');
  return { run, posts: await runs.met(run.id, locals.db, most), most };
};
