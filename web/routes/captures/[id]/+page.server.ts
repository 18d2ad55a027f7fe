import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as captures from '#vigia/db/captures.ts';
import * as custody from '#vigia/db/custody.ts';
import { allow } from '#lib/server/allow.server.ts';
import type { PageServerLoad } from './$types.js';

export const load: PageServerLoad = async ({ locals, params }) => {
  allow(locals, 'post.read');
  if (!z.uuid().safeParse(params.id).success) error(404);
  const capture = await captures.byId(params.id, locals.db);
  if (!capture) error(404);
  const { id, postId, postVersion, capturedAt, record, beforeCustody } = capture;
  return {
    capture: { id, postId, postVersion, capturedAt, record, beforeCustody, pieces: captures.piecesOf(capture) },
    custody: await custody.ofCapture(id, locals.db),
  };
};
