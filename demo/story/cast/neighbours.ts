/** Ordinary people. */
import { accounts, type Part } from './part.ts';

const neighbour = accounts('neighbour');

export const neighbours: readonly Part[] = [
  neighbour('facebook', 'vecino-Maricela Ontiveros', 'Maricela Ontiveros', 'Dallas', '', { since: 200 }),
  neighbour('facebook', 'vecino-Chava Rentería', 'Chava Rentería', 'Houston', '', { since: 200 }),
  neighbour('facebook', 'vecino-Lupe Zendejas', 'Lupe Zendejas', 'Los Ángeles', '', { since: 200 }),
  neighbour('facebook', 'vecino-Ángel Tlatelpa', 'Ángel Tlatelpa', 'Chicago', '', { since: 200 }),
  neighbour('facebook', 'vecino-Doris Cárdenas', 'Doris Cárdenas', 'Fresno', '', { since: 200 }),
  neighbour('facebook', 'vecino-Nacho Villaseñor', 'Nacho Villaseñor', 'Atlanta', '', { since: 200 }),
  neighbour('facebook', 'vecino-Keyla Bautista', 'Keyla Bautista', 'Nueva York', '', { since: 200 }),
  neighbour('facebook', 'vecino-Rosendo Pech', 'Rosendo Pech', 'San Antonio', '', { since: 200 }),
  neighbour('facebook', 'vecino-Itzel Marroquín', 'Itzel Marroquín', 'Phoenix', '', { since: 200 }),
  neighbour('facebook', 'vecino-Toño Carrasco', 'Toño Carrasco', 'Denver', '', { since: 200 }),
  neighbour('x', 'vecino-mari 🌻', 'mari 🌻', 'Dallas', '', { handle: 'mari_oakcliff', since: 200 }),
  neighbour('x', 'vecino-el Chava', 'el Chava', 'Houston', '', { handle: 'chava_htx', since: 200 }),
  neighbour('x', 'vecino-lupita zen', 'lupita zen', 'Los Ángeles', '', { handle: 'lupitazen', since: 200 }),
  neighbour('x', 'vecino-Ángel T.', 'Ángel T.', 'Chicago', '', { handle: 'angel_tlatel', since: 200 }),
  neighbour('x', 'vecino-doris', 'doris', 'Fresno', '', { handle: 'doriscard', since: 200 }),
  neighbour('x', 'vecino-güicho', 'güicho', 'San Antonio', '', { handle: 'guicho_satx', since: 200 }),
  neighbour('x', 'vecino-keyla b', 'keyla b', 'Nueva York', '', { handle: 'keylabkny', since: 200 }),
  neighbour('x', 'vecino-Tavo', 'Tavo', 'Las Vegas', '', { handle: 'tavo_702', since: 200 }),
  neighbour('x', 'vecino-Chelo Barragán', 'Chelo Barragán', 'Denver', '', { handle: 'chelo_bgn', since: 200 }),
  neighbour('x', 'vecino-don beno', 'don beno', 'Phoenix', '', { handle: 'beno_phx', since: 200 }),
  neighbour('x', 'vecino-Mayté', 'Mayté', 'Atlanta', '', { handle: 'mayte_atl', since: 200 }),
  neighbour('x', 'vecino-primo lalo', 'primo lalo', 'Chicago', '', { handle: 'lalo_cicero', since: 200 }),
];
