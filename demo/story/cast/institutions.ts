/** Consulates, press, helpers, honest shops and near misses. */
import { accounts, type Part } from './part.ts';

const consulate = accounts('consulate');
const press = accounts('press');
const helper = accounts('helper');
const legit = accounts('legit');
const near = accounts('near');

export const institutions: readonly Part[] = [
  consulate(
    'facebook',
    'consulado-Dallas',
    'Consulado General de México en Dallas',
    'Dallas',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'consulmexdallas', since: 400 },
  ),
  consulate(
    'facebook',
    'consulado-Houston',
    'Consulado General de México en Houston',
    'Houston',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'consulmexhouston', since: 400 },
  ),
  consulate(
    'facebook',
    'consulado-Los Ángeles',
    'Consulado General de México en Los Ángeles',
    'Los Ángeles',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'consulmexlosangeles', since: 400 },
  ),
  consulate(
    'facebook',
    'consulado-Chicago',
    'Consulado General de México en Chicago',
    'Chicago',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'consulmexchicago', since: 400 },
  ),
  consulate(
    'x',
    'consulado-Dallas',
    'ConsulMex Dallas',
    'Dallas',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'ConsulMexDal', since: 400 },
  ),
  consulate(
    'x',
    'consulado-Houston',
    'ConsulMex Houston',
    'Houston',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'ConsulMexHou', since: 400 },
  ),
  consulate(
    'x',
    'consulado-Los Ángeles',
    'ConsulMex Los Ángeles',
    'Los Ángeles',
    'Cuenta institucional (ficticia en esta demostración)',
    { handle: 'ConsulMexLan', since: 400 },
  ),
  press('facebook', 'faro', 'El Faro Hispano', 'Chicago', 'Periódico comunitario', {
    handle: 'elfarohispano',
    since: 300,
  }),
  press('x', 'faro', 'El Faro Hispano', 'Houston', 'Periódico comunitario', { handle: 'elfarohispano', since: 300 }),
  press('facebook', 'mezquite', 'Radio Mezquite 97.1', 'San Antonio', 'La que sí informa', {
    handle: 'radiomezquite',
    since: 300,
  }),
  press('x', 'banqueta', 'Diario La Banqueta', 'Los Ángeles', 'Noticias de barrio', {
    handle: 'diariobanqueta',
    since: 300,
  }),
  helper('facebook', 'sanlorenzo', 'Casa del Migrante San Lorenzo', 'Fresno', 'Orientación gratuita', {
    handle: 'casasanlorenzo',
    since: 200,
  }),
  helper('x', 'util', 'Paisano Útil', 'Chicago', 'Guías sin costo', { handle: 'paisano_util', since: 200 }),
  helper('facebook', 'meche', 'Doña Meche Ayuda', 'Dallas', 'Voluntaria', { since: 120 }),
  legit('facebook', 'polo', 'Raites Don Polo', 'Fresno', 'Viajes al consulado', { phone: '+15595550176', since: 100 }),
  legit('facebook', 'maribel', 'Fotos y Taxes Maribel', 'Houston', 'Notary public', {
    phone: '+18325550191',
    since: 100,
  }),
  legit('x', 'paez', 'Lic. Aurora Páez', 'Dallas', 'Inmigración', {
    handle: 'aurorapaezlaw',
    phone: '+12145550185',
    since: 100,
  }),
  near('facebook', 'visas', 'Visas Regio', 'Dallas', 'Visa americana', { phone: '+525555550193', since: 90 }),
  near('x', 'estetica', 'Estética Lupita', 'Chicago', 'Citas por mensaje', {
    handle: 'esteticalupita_',
    phone: '+17735550107',
    since: 90,
  }),
];
