/**
 * Phrases to begin with: proposals of 2026-11 from the study of the field, tried by nobody yet. Each speaks of the
 * consulate: alone, "cita" is also a date or a doctor's appointment. Facebook has none: there a term is an address.
 */
export const proposedIn = '2026-11';

export const suggestions = [
  'citas consulado mexicano',
  'citas MiConsulado',
  'citas Mexitel',
  'vendo cita consulado',
  'te consigo cita consulado',
  'citas urgentes consulado',
  'gestor citas consulado',
  'cita pasaporte mexicano',
  'cita matrícula consular',
  'mexican consulate appointment service',
] as const;
