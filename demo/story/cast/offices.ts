/** Paid offices that get the appointment along with the papers. */
import { accounts, type Part } from './part.ts';

const gestoria = accounts('gestoria');

export const offices: readonly Part[] = [
  gestoria('facebook', 'nopal', 'Gestoría Nopal', 'Houston', 'Actas, poderes, pasaportes', {
    handle: 'gestorianopal',
    phone: '+17135550144',
  }),
  gestoria('facebook', 'esperanza', 'Multiservicios La Esperanza', 'Chicago', 'Envíos y trámites', {
    handle: 'laesperanzachi',
    phone: '+17735550163',
  }),
  gestoria('facebook', 'trinidad', 'Oficina Hispana Trinidad', 'Dallas', 'Jefferson Blvd', { phone: '+12145550172' }),
  gestoria('x', 'paperwork', 'Paperwork Pros MX', 'Atlanta', 'Bilingual document help', {
    handle: 'paperworkprosmx',
    phone: '+14045550136',
  }),
  gestoria('facebook', 'regla', 'Todo en Regla', 'Denver', 'Federal Blvd, Denver', { phone: '+13035550127' }),
  gestoria('x', 'ruiz', 'Hermanos Ruiz Servicios', 'Phoenix', 'Papelería y trámites', {
    handle: 'hnosruizservicios',
    phone: '+16025550118',
  }),
];
