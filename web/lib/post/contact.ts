/** Contacts as the classifier codes them (`wa:+5255…`, `tel:+1…`, `email:…`) in words that people read. */

const names: Record<string, string> = {
  wa: 'WhatsApp',
  tel: 'Tel.',
  cashtag: 'Cash App',
  url: '',
  email: '',
  handle: '',
};

/** A number in the groups its country writes, so that it can be read aloud: `+52 55 1234 5678`, `+1 214 555 0100`. */
function grouped(number: string): string {
  const digits = number.replace(/\D/g, '');
  const country = digits.slice(0, -10);
  const local = digits.slice(-10);
  const cuts = country === '1' ? [0, 3, 6, 10] : [0, 2, 6, 10];
  const parts = local.length === 10 ? cuts.slice(1).map((end, at) => local.slice(cuts[at], end)) : [local];
  return [country && `+${country}`, ...parts].filter(Boolean).join(' ');
}

export function shownContact(contact: string): string {
  const at = contact.indexOf(':');
  if (at < 0) return contact;
  const kind = contact.slice(0, at);
  const rest = contact.slice(at + 1);
  const name = names[kind];
  if (name === undefined) return contact;
  const value = kind === 'wa' || kind === 'tel' ? grouped(rest) : rest;
  return name ? `${name} ${value}` : value;
}
