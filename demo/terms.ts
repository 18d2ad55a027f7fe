/** What the demo workspace watches. Some of these always end at a wall, so that staff see what a wall looks like. */
import type { Platform } from '../crawler/source.ts';

export interface DemoTerm {
  platform: Platform;
  query: string;
  gl: string;
  hl: string;
  everyMinutes: number;
}

const term = (platform: Platform, query: string, everyMinutes: number, place: Partial<DemoTerm> = {}): DemoTerm => ({
  platform,
  query,
  gl: 'us',
  hl: 'es',
  everyMinutes,
  ...place,
});

const facebook = 'https://www.facebook.com';

export const demoTerms: readonly DemoTerm[] = [
  term('google', 'citas consulado mexicano dallas', 2),
  term('google', 'cita consulado urgente houston', 2),
  term('google', 'mexican consulate appointment chicago', 3, { hl: 'en' }),
  term('google', 'gestor pasaporte mexicano -site:gob.mx', 3),
  // An empty page: covered, nothing found.
  term('google', 'permuta de folio notarial anchorage', 3),
  // A captcha, and a consent page.
  term('google', 'citas mexitel teléfono', 3),
  term('google', 'cita consulado mexicano barcelona', 3, { gl: 'es' }),
  term(
    'x',
    '(consulado OR consul OR consulados OR consular OR pasaporte OR matrícula OR miconsulado) lang:es -is:retweet',
    1,
  ),
  term(
    'x',
    '(cita OR citas OR turnos OR lugares OR cupos OR fecha OR fechas OR c1tas OR c1t4 OR p4s4porte) (pago OR paga OR dlls OR usd OR dólares OR zelle OR cashapp OR wats OR whatsapp OR dm OR inbox OR mensaje)',
    2,
  ),
  term(
    'x',
    '("mexican consulate" OR "mexican passport" OR consulate OR passport OR slots OR openings) lang:en -is:retweet',
    2,
  ),
  // Not a query that X accepts: operators alone.
  term('x', 'lang:es -is:retweet', 3),
  term('facebook', `${facebook}/groups/paisanosdallasfw/`, 1),
  term('facebook', `${facebook}/groups/houstonclasificadoslatinos/`, 2),
  term('facebook', `${facebook}/groups/mexicanosenchicago/`, 2),
  term('facebook', `${facebook}/groups/losangelescompraventa/`, 2),
  term('facebook', `${facebook}/citasexpressnorte`, 2),
  term('facebook', `${facebook}/consuladomxcitasenlinea`, 3),
  // A private group: a login wall.
  term('facebook', `${facebook}/groups/citasconsuladousa/`, 3),
];
