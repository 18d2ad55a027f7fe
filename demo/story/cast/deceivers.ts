/** Impostors of the consulate, and people who spread false news of it. */
import { accounts, type Part } from './part.ts';

const impersonator = accounts('impersonator');
const misinformer = accounts('misinformer');

export const deceivers: readonly Part[] = [
  impersonator('facebook', 'linea', 'Consulado México Citas en Línea', 'Dallas', 'Página de atención', {
    handle: 'consuladomxcitasenlinea',
    phone: '+19455550166',
    since: 12,
  }),
  impersonator('facebook', 'linea', 'Registro Consulado Móvil', 'Dallas', 'Registro de familias', {
    handle: 'registroconsuladomovil',
    phone: '+19455550166',
    joins: 46,
    ends: [140, 'suspended'],
  }),
  impersonator('facebook', 'soporte', 'MiConsulado Soporte Citas', 'Los Ángeles', 'Soporte 24 h', {
    phone: '+18885550177',
    since: 6,
    ends: [15, 'suspended'],
  }),
  impersonator('x', 'linea', 'ConsuIMex Ayuda', 'Dallas', 'Atención consular', {
    handle: 'ConsuIMex_Ayuda',
    phone: '+19455550166',
    since: 11,
  }),
  impersonator('x', 'soporte', 'Mi Consulado Info', 'Chicago', 'Información y folios', {
    handle: 'MiConsulado_Inf0',
    phone: '+18885550177',
    since: 5,
    ends: [18, 'suspended'],
  }),
  impersonator('facebook', 'armenta', 'Lic. R. Armenta Documentación', 'Houston', 'Servidor público', {
    phone: '+13465550149',
    since: 8,
  }),
  misinformer('facebook', 'voz', 'La Voz del Paisano Hoy', 'Chicago', 'Noticias que otros callan', {
    handle: 'lavozdelpaisanohoy',
    since: 90,
  }),
  misinformer('x', 'alerta', 'Alerta Paisano 🚨', 'Houston', 'Compártelo antes de que lo borren', {
    handle: 'alertapaisano_',
    since: 70,
  }),
  misinformer('facebook', 'chuy', 'Tío Chuy Informa', 'Dallas', 'Informando a la raza', { since: 40 }),
];
