import { stringify } from 'csv-stringify/sync';
import * as audit from '#vigia/db/audit.ts';
import * as intake from '#vigia/db/intake.ts';
import { messages } from '#lib/i18n/index.ts';
import type { IntakeProblem } from '#lib/intake-problems.ts';
import { allow } from '#lib/server/allow.server.ts';
import { handInOr404 } from '../hand-in.server.ts';
import type { RequestHandler } from './$types.js';

const atOnce = 5_000;

/** The rows of a table that were refused, in the reader's language: row, column, what is wrong and what to do. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const user = allow(locals, 'import.add');
  const row = await handInOr404(params.id, locals.db);
  const { intake: m } = await messages(locals.locale);
  await audit.note(user.id, 'import.download', `intake:${row.id}`, {}, locals.db);
  const options = { bom: true, escape_formulas: true, record_delimiter: 'windows' } as const;
  let after = 0;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const headers = [m.table.row, m.handIn.column, m.handIn.what];
      controller.enqueue(Buffer.from(stringify([headers], options)));
    },
    async pull(controller) {
      const problems = await intake.problems(row.id, after, locals.db, atOnce);
      if (problems.length === 0) return controller.close();
      after = problems.at(-1)!.row;
      const lines = problems.map(({ row: place, column, code }) => [
        place,
        column,
        m.problems[code as IntakeProblem] ?? code,
      ]);
      controller.enqueue(Buffer.from(stringify(lines, { ...options, bom: false })));
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="vigia-${row.id.slice(0, 8)}.csv"`,
    },
  });
};
