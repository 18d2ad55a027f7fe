import { error } from '@sveltejs/kit';
import * as evidence from '#vigia/db/evidence.server.ts';
import { PermanentError } from '#vigia/errors.ts';
import { allow } from '#lib/server/allow.server.ts';
import { imageType } from '#lib/server/image-type.ts';
import { handInOr404 } from '../hand-in.server.ts';
import type { RequestHandler } from './$types.js';

/** The picture that was handed in, beside the form in which its text is corrected. */
export const GET: RequestHandler = async ({ locals, params }) => {
  allow(locals, 'import.add');
  const row = await handInOr404(params.id, locals.db);
  if (row.kind !== 'picture' || !row.fileSha256) error(404);
  const bytes = await evidence.read(row.fileSha256).catch((problem: unknown) => {
    if (problem instanceof PermanentError) error(410, problem.code ?? 'evidence_missing');
    throw problem;
  });
  const type = imageType(bytes);
  if (!type) error(404);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600, immutable',
    },
  });
};
