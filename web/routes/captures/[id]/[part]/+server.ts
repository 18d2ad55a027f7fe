import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import * as captures from '#vigia/db/captures.ts';
import * as evidence from '#vigia/db/evidence.server.ts';
import { PermanentError } from '#vigia/errors.ts';
import { allow } from '#lib/server/allow.server.ts';
import { imageType } from '#lib/server/image-type.ts';
import type { RequestHandler } from './$types.js';

/** Nothing in a capture may run, load or be framed, whatever the browser makes of it. */
const sealed = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** `screenshot` is shown; `page` is only handed out, as plain text: a captured page is never rendered. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const user = allow(locals, 'post.read');
  if (!z.uuid().safeParse(params.id).success) error(404);
  const capture = await captures.byId(params.id, locals.db);
  const hash = params.part === 'screenshot' ? capture?.screenshotSha256 : capture?.pageSha256;
  if (!capture || !hash || !['screenshot', 'page'].includes(params.part)) error(404);
  const bytes = await evidence.read(hash).catch((problem: unknown) => {
    if (problem instanceof PermanentError) error(410, problem.code ?? 'evidence_missing');
    throw problem;
  });
  if (params.part === 'screenshot') {
    const type = imageType(bytes);
    if (!type) error(404);
    const headers = { ...sealed, 'content-type': type, 'cache-control': 'private, max-age=3600, immutable' };
    return new Response(new Uint8Array(bytes), { headers });
  }
  await audit.note(user.id, 'capture.download', `post:${capture.postId}`, { capture: capture.id }, locals.db);
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...sealed,
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="captura-${capture.id}.txt"`,
    },
  });
};
