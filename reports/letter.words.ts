/** What the letter says in each language. Law is not drafted here: the legal unit fills section 7. */
import { goodFaith } from './build.ts';
import type { RequestedAction } from './report.types.ts';

export interface LetterWords {
  title: string;
  number: string;
  date: string;
  part: string;
  addressee: [heading: string, channel: string];
  notifier: [heading: string, contact: string];
  facts: [heading: string, ...paragraphs: string[]];
  content: [heading: string, content: string, account: string, posted: string, seen: string, undated: string];
  policies: [heading: string, introduction: string, copy: string, undated: string, confirm: string];
  law: [heading: string, text: string];
  measure: [heading: string, introduction: string];
  actions: Record<RequestedAction, string>;
  preservation: [heading: string, text: string];
  goodFaith: [heading: string, text: string];
  evidence: [heading: string, text: string];
  data: [heading: string, text: string];
  signature: [heading: string, name: string, sign: string];
}

const es: LetterWords = {
  title: 'Aviso de contenido y solicitud de medidas',
  number: 'Folio',
  date: 'Fecha',
  part: 'Parte',
  addressee: ['Destinatario y canal', 'Canal'],
  notifier: ['Autoridad que notifica y contacto institucional', 'Contacto'],
  facts: [
    'Hechos',
    'Las citas para trámites en los consulados de México son gratuitas y se obtienen únicamente en los canales oficiales, entre ellos https://citas.sre.gob.mx/. La Secretaría no autoriza a intermediarios a ofrecerlas.',
    'Las publicaciones que se enlistan ofrecen citas a cambio de un pago, se presentan como la autoridad o su representante, o confunden a las personas solicitantes; de cada una se indica lo observado. Cada una fue revisada por una persona antes de este aviso.',
    'Este aviso describe lo que se observa en cada publicación. No califica a las personas que las publican ni prejuzga su responsabilidad.',
  ],
  content: [
    'Contenido señalado',
    'Dirección, identificador y descripción',
    'Cuenta',
    'Publicado (UTC)',
    'En línea (UTC)',
    'no consta',
  ],
  policies: [
    'Políticas aplicables',
    'Texto en inglés, idioma principal de la plataforma:',
    'copia del',
    'sin fecha',
    'texto por confirmar',
  ],
  law: [
    'Fundamento legal',
    'Por validar y, en su caso, completar por la Consultoría Jurídica antes del envío: ____________________',
  ],
  measure: ['Medida solicitada', 'Se solicita revisar el contenido conforme a las políticas citadas y:'],
  actions: {
    remove_content: 'retirar el contenido',
    disable_account: 'inhabilitar la cuenta',
    remove_ad_and_review_advertiser: 'retirar el anuncio y revisar al anunciante',
    delist_from_search: 'retirar el resultado de la búsqueda',
    block_in_country: 'restringir el contenido en el país',
    review_under_policy: 'aplicar la medida que la política prevea',
  },
  preservation: [
    'Preservación y confidencialidad',
    'Se solicita conservar los registros relacionados conforme a las reglas de la plataforma y, si la ley lo permite, no anticipar este aviso a las personas usuarias señaladas.',
  ],
  goodFaith: ['Declaración de buena fe', goodFaith.es],
  evidence: [
    'Evidencia',
    'La evidencia acompaña a este aviso en el paquete del mismo folio. Sus archivos constan en manifest-sha256.txt; report.json tiene el SHA-256:',
  ],
  data: [
    'Datos personales',
    'Se omitieron los datos personales reconocidos en los textos y los contactos se muestran enmascarados. Los originales quedan en resguardo de la autoridad.',
  ],
  signature: ['Firma', 'Nombre y cargo', 'Firma'],
};

const en: LetterWords = {
  title: 'Notice of content and request for measures',
  number: 'Number',
  date: 'Date',
  part: 'Part',
  addressee: ['Addressee and channel', 'Channel'],
  notifier: ['Notifying authority and institutional contact', 'Contact'],
  facts: [
    'Facts',
    'Appointments at the consulates of Mexico are free of charge and are obtained only through the official channels, among them https://citas.sre.gob.mx/. The Ministry authorises no intermediaries to offer them.',
    'The posts listed below offer appointments in exchange for payment, present themselves as the authority or its representative, or mislead applicants; what was seen is stated for each. Each was reviewed by a person before this notice.',
    'This notice describes what is seen in each post. It does not characterise the persons who published them and prejudges no liability.',
  ],
  content: [
    'Content identified',
    'Address, identifier and description',
    'Account',
    'Posted (UTC)',
    'Live (UTC)',
    'not stated',
  ],
  policies: [
    'Applicable policies',
    'Text in English, the primary language:',
    'copy of',
    'undated',
    'text to be confirmed',
  ],
  law: [
    'Legal basis',
    'To be validated and, where applicable, completed by the legal unit before sending: ____________________',
  ],
  measure: ['Action requested', 'You are requested to review the content under the policies cited and to:'],
  actions: {
    remove_content: 'remove the content',
    disable_account: 'disable the account',
    remove_ad_and_review_advertiser: 'remove the ad and review the advertiser',
    delist_from_search: 'remove the result from search',
    block_in_country: 'restrict the content in the country',
    review_under_policy: 'apply the measure that the policy provides for',
  },
  preservation: [
    'Preservation and confidentiality',
    'You are requested to preserve the related records under the platform’s rules and, where the law permits, not to disclose this notice to the users concerned.',
  ],
  goodFaith: ['Statement of good faith', goodFaith.en],
  evidence: [
    'Evidence',
    'The evidence accompanies this notice in the package of the same number. Its files are listed in manifest-sha256.txt; report.json has the SHA-256:',
  ],
  data: [
    'Personal data',
    'Personal data recognised in the texts were removed and contacts are shown masked. The originals are kept by the authority.',
  ],
  signature: ['Signature', 'Name and title', 'Signature'],
};

export const letterWords = { es, en } as const;
