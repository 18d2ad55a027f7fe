/** A seller's contacts as indicators: enough for the platform to recognise, too little to be a data leak. */
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { visible } from './excerpt.ts';
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

const emailForm = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const isPhone = (text: string) => text.replace(/\D/g, '').length >= 7;

function phoneIndicator(type: 'phone' | 'whatsapp', phone: string): ContactIndicator | null {
  return isPhone(phone) && !isOfficialPhone(phone) ? { type, value: maskPhone(phone), masked: true } : null;
}

/** `https://wa.me/525512345678` is a phone number in the dress of an address. */
function urlIndicator(address: string): ContactIndicator | null {
  const url = URL.parse(address);
  if (!url || !/^https?:$/.test(url.protocol) || isOfficialUrl(address)) return null;
  const inside = url.searchParams.get('phone') ?? url.pathname;
  if (/(^|\.)(wa\.me|whatsapp\.com)$/.test(url.hostname) && isPhone(inside)) return phoneIndicator('whatsapp', inside);
  // A cut address leads elsewhere: one that is too long for the schema is left out.
  return url.href.length <= 300 ? { type: 'url', value: url.href, masked: false } : null;
}

function indicator(contact: string): ContactIndicator | null {
  const colon = contact.indexOf(':');
  const value = visible(contact.slice(colon + 1)).trim();
  switch (contact.slice(0, colon)) {
    case 'tel':
      return phoneIndicator('phone', value);
    case 'wa':
      return phoneIndicator('whatsapp', value);
    case 'email':
      return emailForm.test(value) && !isOfficialEmail(value)
        ? { type: 'email', value: maskEmail(value), masked: true }
        : null;
    case 'url':
      return urlIndicator(value);
    default:
      return null;
  }
}

/**
 * Indicators of an offer's contacts (`tel:`, `wa:`, `email:`, `url:`), at most ten, each once, official ones left out:
 * a seller may well paste the consulate's own number. Handles and cashtags have no place in the schema.
 */
export function contactIndicators(contacts: string[]): ContactIndicator[] {
  const found = contacts.map(indicator).filter((one) => one !== null);
  return [...new Map(found.map((one) => [`${one.type} ${one.value}`, one])).values()].slice(0, 10);
}
