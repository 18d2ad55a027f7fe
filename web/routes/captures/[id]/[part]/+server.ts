import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as audit from '#vigia/db/audit.ts';
import * as captures from '#vigia/db/captures.ts';
import * as evidence from '#vigia/db/evidence.server.ts';
import type { PieceKind } from '#vigia/db/schema/evidence.ts';
import { PermanentError, RetryLaterError } from '#vigia/errors.ts';
import { allow } from '#lib/server/allow.server.ts';
import { imageType } from '#lib/server/image-type.ts';
import type { RequestHandler } from './$types.js';

/** Nothing in a capture may run, load or be framed, whatever the browser makes of it. */
const sealed = {
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
};

/** How a piece is handed out: as text or as bytes, never as anything that a browser renders. */
const handedOut: Record<Exclude<PieceKind, 'screenshot'>, { type: string; suffix: string }> = {
  page: { type: 'text/plain; charset=utf-8', suffix: '.txt' },
  mhtml: { type: 'application/octet-stream', suffix: '.mhtml' },
  text: { type: 'text/plain; charset=utf-8', suffix: '-texto.txt' },
  headers: { type: 'text/plain; charset=utf-8', suffix: '-encabezados.txt' },
  wacz: { type: 'application/octet-stream', suffix: '.wacz' },
};

/** The screenshot is shown; every other piece is only handed out, and who took it is on record. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const user = allow(locals, 'post.read');
  if (!z.uuid().safeParse(params.id).success) error(404);
  const capture = await captures.byId(params.id, locals.db);
  const piece = capture && captures.piecesOf(capture).find(({ kind }) => kind === params.part);
  if (!piece) error(404);
  const bytes = await evidence.read(piece.sha256).catch((problem: unknown) => {
    if (problem instanceof PermanentError) error(410, problem.code ?? 'evidence_missing');
    if (problem instanceof RetryLaterError) error(503, 'evidence_away');
    throw problem;
  });
  if (piece.kind === 'screenshot') {
    const type = imageType(bytes);
    if (!type) error(404);
    const headers = { ...sealed, 'content-type': type, 'cache-control': 'private, max-age=3600, immutable' };
    return new Response(new Uint8Array(bytes), { headers });
  }
  const { type, suffix } = handedOut[piece.kind];
  const detail = { capture: capture.id, piece: piece.kind };
  await audit.note(user.id, 'capture.download', `post:${capture.postId}`, detail, locals.db);
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...sealed,
      'content-type': type,
      'content-disposition': `attachment; filename="captura-${capture.id}${suffix}"`,
    },
  });
};
