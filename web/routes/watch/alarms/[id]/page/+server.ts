import { error } from '@sveltejs/kit';
import { z } from 'zod';
import * as alarms from '#vigia/db/alarms.ts';
import * as audit from '#vigia/db/audit.ts';
import * as evidence from '#vigia/db/evidence.server.ts';
import { PermanentError } from '#vigia/errors.ts';
import { allow } from '#lib/server/allow.server.ts';
import type { RequestHandler } from './$types.js';

/** The page that an odd run kept, only ever handed out as plain text: it is somebody else's page and never rendered here. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const user = allow(locals, 'alarm.close');
  const alarm = z.uuid().safeParse(params.id).success ? await alarms.byId(params.id, locals.db) : null;
  if (!alarm?.evidenceSha256) error(404, 'not found');
  const bytes = await evidence.read(alarm.evidenceSha256).catch((problem: unknown) => {
    if (problem instanceof PermanentError) error(410, problem.code ?? 'evidence_missing');
    throw problem;
  });
  await audit.note(user.id, 'alarm.download', `alarm:${alarm.id}`, { kind: alarm.kind }, locals.db);
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="alarma-${alarm.id}.txt"`,
    },
  });
};
