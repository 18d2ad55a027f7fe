/** A seller's contacts as indicators: enough for the platform to recognise, too little to be a data leak. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { isOfficialEmail, isOfficialPhone, isOfficialUrl } from './official.ts';
import type { ContactIndicator } from './report.types.ts';

/** `+525512345678` → `tel:+52••••••5678`; without a readable country code only the last four digits stay. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  const country = parsePhoneNumberFromString(`+${digits}`)?.countryCallingCode;
  const national = country ? digits.slice(country.length) : digits;
  const hidden = '•'.repeat(Math.max(national.length - 4, 2));
  return `tel:${country ? `+${country}` : ''}${hidden}${national.slice(-4)}`;
}

/** `juana.perez@gmail.com` → `j•••@gmail.com` */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${Array.from(email)[0] ?? ''}•••${email.slice(at)}`;
}

function indicator(contact: string): ContactIndicator | null {
  const colon = contact.indexOf(':');
  const [scheme, value] = [contact.slice(0, colon), contact.slice(colon + 1)];
  if ((scheme === 'tel' || scheme === 'wa') && !isOfficialPhone(value)) {
    return { type: scheme === 'wa' ? 'whatsapp' : 'phone', value: maskPhone(value), masked: true };
  }
  if (scheme === 'email' && !isOfficialEmail(value)) return { type: 'email', value: maskEmail(value), masked: true };
  if (scheme === 'url' && URL.canParse(value) && !isOfficialUrl(value)) {
    return { type: 'url', value: new URL(value).href.slice(0, 300), masked: false };
  }
  return null;
}

/**
 * Indicators of an offer's contacts (`tel:`, `wa:`, `email:`, `url:`), at most ten, each once, official ones left out:
 * a seller may well paste the consulate's own number. Handles and cashtags have no place in the schema.
 */
export function contactIndicators(contacts: string[]): ContactIndicator[] {
  const found = contacts.map(indicator).filter((one) => one !== null);
  return [...new Map(found.map((one) => [`${one.type} ${one.value}`, one])).values()].slice(0, 10);
}
