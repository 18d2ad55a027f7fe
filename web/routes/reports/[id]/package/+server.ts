import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { error } from '@sveltejs/kit';
import * as audit from '#vigia/db/audit.ts';
import { packagePath } from '#vigia/jobs/packages.server.ts';
import { allow } from '#lib/server/allow.server.ts';
import { reportOr404 } from '../report.server.ts';
import type { RequestHandler } from './$types.js';

/** The package as it was written. A file of another size than the one on record is not handed out. */
export const GET: RequestHandler = async ({ locals, params, request }) => {
  const user = allow(locals, 'report.read');
  const report = await reportOr404(params.id, locals.db);
  if (!report.packageSha256) error(404, 'not exported');
  const file = packagePath(report.number);
  const found = await stat(file).catch((problem: NodeJS.ErrnoException) => {
    if (problem.code === 'ENOENT') return null;
    throw problem;
  });
  if (!found) error(410, 'evidence_missing');
  if (found.size !== report.packageBytes) error(410, 'evidence_changed');
  await audit.note(user.id, 'report.download', `report:${report.number}`, {}, locals.db);
  const headers = {
    'content-type': 'application/zip',
    'content-length': String(found.size),
    'content-disposition': `attachment; filename="${report.number}.zip"`,
    'x-package-sha256': report.packageSha256,
  };
  const stream = createReadStream(file);
  request.signal.addEventListener('abort', () => stream.destroy(), { once: true });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { headers });
};
