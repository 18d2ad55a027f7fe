/** Sellers: several accounts, one owner and one phone; taken down, renamed, back again. */
import { accounts, type Part } from './part.ts';

const seller = accounts('seller');

export const sellers: readonly Part[] = [
  seller('facebook', 'dany', 'Dany Fechas Dallas', 'Dallas', 'Ayudando a la comunidad 💚', {
    phone: '+14695550104',
    since: 40,
    ends: [-4320, 'suspended'],
  }),
  seller('facebook', 'dany', 'Daniela R. Espacios', 'Dallas', 'Mamá de tres. Dallas, Texas', {
    phone: '+14695550104',
    joins: -2880,
    ends: [6, 'suspended'],
  }),
  seller('facebook', 'dany', 'La Güera DFW', 'Dallas', 'Cuenta nueva', {
    phone: '+14695550104',
    joins: 8,
    renames: [[40, 'Ropa y Novedades La Güera']],
  }),
  seller('x', 'dany', 'Dany 🗓️', 'Dallas', 'info por wats', {
    handle: 'danyfechas_dfw',
    phone: '+14695550104',
    since: 25,
    ends: [70, 'deleted'],
  }),
  seller('facebook', 'norte', 'Citas Express Norte', 'Houston', 'Servicio a todo USA', {
    handle: 'citasexpressnorte',
    phone: '+525555550121',
    since: 60,
    renames: [
      [5, 'Ventas Xpress MX'],
      [95, 'Xpress Novedades'],
    ],
  }),
  seller('x', 'norte', 'Citas Xpress', 'Atlanta', 'Todo USA 🇺🇸🇲🇽', {
    handle: 'citasxpress_mx',
    phone: '+525555550121',
    since: 33,
    renames: [[-7200, 'Xpress MX']],
  }),
  seller('facebook', 'compadre', 'El Compadre Lugares', 'Houston', 'Puro Houston', {
    phone: '+18325550138',
    since: 50,
  }),
  seller('x', 'compadre', 'el compadre', 'Houston', '🤠', {
    handle: 'compacitas_htx',
    phone: '+18325550138',
    since: 21,
    ends: [12, 'suspended'],
  }),
  seller('facebook', 'lety', 'Lety Gtz', 'Los Ángeles', 'South Gate, California', {
    phone: '+12135550162',
    since: 34,
    ends: [-12960, 'deleted'],
  }),
  seller('facebook', 'lety', 'Letty G. Los Ángeles', 'Los Ángeles', 'La original', {
    phone: '+12135550162',
    joins: -11520,
  }),
  seller('x', 'slots', 'MX Slots USA', 'Chicago', 'Consulate dates. Not the government.', {
    handle: 'mxslots_usa',
    phone: '+13125550147',
    since: 80,
  }),
  seller('facebook', 'slots', 'MX Slots USA', 'Chicago', 'Community page', {
    handle: 'mxslotsusa',
    phone: '+13125550147',
    since: 77,
  }),
  seller('facebook', 'beto', 'Beto Cupos', 'Chicago', 'Pilsen', { phone: '+17735550129', since: 29 }),
  seller('x', 'beto', 'beto el de pilsen', 'Chicago', '🌽', { handle: 'betocupos', phone: '+17735550129', since: 18 }),
  seller('facebook', 'yadira', 'Yadira Apartados', 'Fresno', 'Dios primero', { phone: '+15595550133', since: 45 }),
  seller('x', 'turbo', 'TURBO 🏁', 'San Antonio', '🛂📅', {
    handle: 'turbo_p4s4',
    phone: '+525555550158',
    since: 9,
    ends: [25, 'suspended'],
  }),
  seller('x', 'turbo', 'turbo 2.0', 'San Antonio', 'ya saben', {
    handle: 'turbo_dos0',
    phone: '+525555550158',
    joins: 31,
  }),
  seller('facebook', 'turbo', 'Turbo Trámites', 'San Antonio', '24 hrs', {
    phone: '+525555550158',
    since: 16,
    ends: [-1800, 'suspended'],
  }),
  seller('facebook', 'prima', 'Tamalitos Norcross', 'Atlanta', 'Pedidos por inbox', {
    phone: '+14045550175',
    since: 38,
  }),
  seller('facebook', 'queens', 'Nelly Peluquería Junction', 'Nueva York', 'Corte y más', {
    phone: '+19295550119',
    since: 55,
  }),
  seller('x', 'vegas', '702 lugares', 'Las Vegas', 'East side', {
    handle: 'lugares702',
    phone: '+17025550186',
    since: 14,
  }),
  seller('facebook', 'karla', 'Karla M.', 'Phoenix', 'Vendo de todo', { phone: '+16025550151', since: 20 }),
  seller('x', 'lety', 'Letty LA', 'Los Ángeles', '🌴', { handle: 'letty_fechasla', phone: '+12135550162', since: 13 }),
  seller('x', 'yadira', 'Yadi del Valle', 'Fresno', 'Bendecida', {
    handle: 'yadi_valle559',
    phone: '+15595550133',
    since: 10,
    ends: [44, 'deleted'],
  }),
  seller('x', 'queens', 'Nelly ✂️', 'Nueva York', 'Peluquería', {
    handle: 'nelly_junction',
    phone: '+19295550119',
    since: 17,
  }),
];
