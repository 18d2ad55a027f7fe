/** Two neutral sentences about a post, Spanish and English: what is seen and what a person recorded, never who someone is. */
import type { Fact } from '../db/schema/decisions.ts';
import { cut, visible } from './excerpt.ts';
import { textLimits } from './limits.ts';
import { quotedConsulate, quotedPrice } from './quoted.ts';
import type { ConfirmedPost } from './report.types.ts';

type Language = 'es' | 'en';
type Both = Record<Language, string>;

const subjects: Record<string, Both> = {
  comment: { es: 'El comentario', en: 'The comment' },
  marketplace: { es: 'El anuncio de venta', en: 'The listing' },
  profile: { es: 'El perfil', en: 'The profile' },
  page: { es: 'La página', en: 'The page' },
  group: { es: 'El grupo', en: 'The group' },
  search_result: { es: 'La página', en: 'The page' },
  ad: { es: 'El anuncio', en: 'The ad' },
};
const post: Both = { es: 'La publicación', en: 'The post' };

const verdicts: Record<string, Both> = {
  resale: {
    es: 'ofrece a cambio de un pago una cita consular',
    en: 'offers a consular appointment in exchange for payment',
  },
  gestoria: {
    es: 'ofrece por un pago gestionar un trámite consular con la cita incluida',
    en: 'offers, for payment, to handle consular paperwork with the appointment included',
  },
  impersonation: {
    es: 'se presenta como una autoridad consular o como su representante',
    en: 'presents itself as a consular authority or as its representative',
  },
  misinformation: {
    es: 'difunde información engañosa sobre las citas consulares',
    en: 'spreads misleading information about consular appointments',
  },
};

const facts: Record<Fact, Both> = {
  false_affiliation: {
    es: 'afirma ser parte del consulado o trabajar con él',
    en: 'claims to be part of the consulate or to work with it',
  },
  uses_logo: {
    es: 'usa el nombre o el emblema de la institución',
    en: 'uses the name or the emblem of the institution',
  },
  asks_personal_data: { es: 'pide datos o documentos personales', en: 'asks for personal data or documents' },
  guarantees: { es: 'garantiza la cita', en: 'guarantees the appointment' },
  several_accounts: { es: 'actúa junto con otras cuentas', en: 'acts together with other accounts' },
  cloned_site: { es: 'remite a un sitio que imita al oficial', en: 'leads to a site that imitates the official one' },
};

const free: Both = {
  es: 'La cita consular es gratuita y sólo se obtiene en los canales oficiales.',
  en: 'The consular appointment is free of charge and is only obtained through the official channels.',
};

const procedures: Record<string, Both> = {
  pasaporte: { es: 'pasaporte', en: 'passport' },
  matricula: { es: 'matrícula consular', en: 'consular ID card' },
  ine: { es: 'credencial INE', en: 'INE voter card' },
  doble_nacionalidad: { es: 'doble nacionalidad', en: 'dual nationality' },
  actas: { es: 'actas del registro civil', en: 'civil-registry certificates' },
  poder: { es: 'poder notarial', en: 'power of attorney' },
  visa: { es: 'visa', en: 'visa' },
};

/** What the post says that it offers. Read by a machine, so only what stands in the text, and told as the text's. */
function offered(confirmed: ConfirmedPost, language: Language): string {
  const named = confirmed.offer.procedures
    .map((name) => procedures[name]?.[language])
    .filter((name) => name !== undefined);
  const city = cut(visible(quotedConsulate(confirmed) ?? ''), 120);
  const price = quotedPrice(confirmed);
  const parts: string[] = [];
  if (named.length > 0) parts.push(`${language === 'es' ? 'trámite' : 'procedure'}: ${named.join(', ')}`);
  if (city) parts.push(`${language === 'es' ? 'consulado' : 'consulate'}: ${city}`);
  if (price) parts.push(`${language === 'es' ? 'precio que pide' : 'price asked'}: ${price}`);
  const source = language === 'es' ? 'según su texto' : 'by its text';
  return parts.length > 0 ? ` (${source}, ${parts.join('; ')})` : '';
}

/** The summary of a confirmed post in a language, at most 1,000 characters. */
export function summary(confirmed: ConfirmedPost, language: Language): string {
  const subject = (subjects[confirmed.post.kind] ?? post)[language];
  const verdict = verdicts[confirmed.verdict]?.[language] ?? '';
  const recorded = confirmed.facts.map((fact) => facts[fact][language]);
  const also = language === 'es' ? 'Se observó además que' : 'It was further observed that it';
  const sentences = [`${subject} ${verdict}${offered(confirmed, language)}.`, free[language]];
  if (recorded.length > 0) sentences.push(`${also} ${recorded.join('; ')}.`);
  return cut(sentences.join(' '), textLimits.explanation);
}
