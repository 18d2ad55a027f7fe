/** The form that says what the columns of a table mean, parsed at the border. */
import { z } from 'zod';
import type { FormProblem } from '#lib/intake-problems.ts';
import { platforms } from '#vigia/crawler/source.ts';
import { dateForms, meanings, type Mapping } from '#vigia/crawler/intake/table.types.ts';
import { moment } from '../fields.ts';

/** Where Mexico's consulates and its own people write from. */
export const zones = [
  'America/Mexico_City',
  'America/Cancun',
  'America/Hermosillo',
  'America/Tijuana',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Denver',
  'America/Chicago',
  'America/New_York',
  'Europe/Madrid',
  'UTC',
] as const;

const Form = z.object({
  dates: z.enum(dateForms),
  zone: z.enum(zones),
  platform: z.union([z.enum(platforms), z.literal('').transform(() => null)]),
  savedAt: z.string().max(40),
});

/** A mapping for a table of `width` columns, or why the form is none. */
export function parseMapping(
  form: Record<string, unknown>,
  width: number,
): { mapping: Mapping; savedAt: Date } | { problem: FormProblem } {
  const parsed = Form.safeParse(form);
  if (!parsed.success) return { problem: 'mapping_missing' };
  const columns: Mapping['columns'] = {};
  for (const meaning of meanings) {
    const place = form[`column-${meaning}`];
    if (typeof place !== 'string' || !/^\d{1,3}$/.test(place) || Number(place) >= width) continue;
    columns[meaning] = Number(place);
  }
  const places = Object.values(columns);
  if (new Set(places).size < places.length) return { problem: 'mapping_twice' };
  if (columns.url === undefined && columns.id === undefined) return { problem: 'mapping_missing' };
  const { savedAt, ...rest } = parsed.data;
  const at = moment(savedAt);
  if (at === 'invalid') return { problem: 'date_future' };
  return { mapping: { columns, ...rest }, savedAt: at ?? new Date() };
}
