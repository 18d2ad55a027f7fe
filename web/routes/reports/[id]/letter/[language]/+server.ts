import { error } from '@sveltejs/kit';
import { PermanentError } from '#vigia/errors.ts';
import { letter } from '#vigia/reports/letter.ts';
import { allow } from '#lib/server/allow.server.ts';
import { contentNow, reportOr404 } from '../../report.server.ts';
import type { RequestHandler } from './$types.js';

/** The letter as it leaves; of a draft, as it would leave now. Its texts are other people's: nothing in it may run or load. */
export const GET: RequestHandler = async ({ locals, params }) => {
  allow(locals, 'report.read');
  const { language } = params;
  if (language !== 'es' && language !== 'en') error(404, 'not found');
  const report = await reportOr404(params.id, locals.db);
  const content = await contentNow(report, locals.db).catch((problem: unknown) => {
    if (problem instanceof PermanentError) error(409, 'the report cannot be built');
    throw problem;
  });
  return new Response(letter(content, language), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-modals",
    },
  });
};
