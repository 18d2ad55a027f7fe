/** The Facebook groups of the story: five that anyone can read, one behind a login. */
import type { Group } from './story.types.ts';

export const groups: readonly Group[] = [
  {
    id: '614205550011872',
    slug: 'paisanosdallasfw',
    name: 'Paisanos en Dallas y Fort Worth',
    city: 'Dallas',
    members: 48_210,
    open: true,
  },
  {
    id: '702915550024413',
    slug: 'houstonclasificadoslatinos',
    name: 'Clasificados Latinos Houston',
    city: 'Houston',
    members: 91_377,
    open: true,
  },
  {
    id: '388125550039057',
    slug: 'mexicanosenchicago',
    name: 'Mexicanos en Chicago',
    city: 'Chicago',
    members: 63_904,
    open: true,
  },
  {
    id: '549905550042238',
    slug: 'losangelescompraventa',
    name: 'Compra y Venta Los Ángeles',
    city: 'Los Ángeles',
    members: 120_655,
    open: true,
  },
  {
    id: '271835550057764',
    slug: 'valledesanjoaquin',
    name: 'Comunidad del Valle de San Joaquín',
    city: 'Fresno',
    members: 22_118,
    open: true,
  },
  {
    id: '908445550061190',
    slug: 'citasconsuladousa',
    name: 'Citas Consulado USA (solo miembros)',
    city: 'Houston',
    members: 15_032,
    open: false,
  },
];
