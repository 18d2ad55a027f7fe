/** Addresses, mentions, e-mails and cashtags of a text, with their places. Read from the original, not the folded text. */
export interface Found {
  kind: 'url' | 'email' | 'handle' | 'cashtag' | 'whatsapp';
  /** Host and path without scheme, address, name without @, tag without $, or the digits of a wa.me link. */
  value: string;
  start: number;
  end: number;
}

const endings =
  'com|org|net|mx|us|info|io|me|app|example|gob|gov|edu|online|site|club|shop|page|link|co|tv|xyz|store|biz|live|top|lat';
const address = new RegExp(
  String.raw`(?:https?:\/\/)?(?:[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?\.){1,5}(?:${endings})(?![a-z0-9-])(?:\/[^\s"'<>)\]»”]{0,200})?`,
  'gi',
);
const email = /[a-z0-9][a-z0-9._%+-]{0,60}@[a-z0-9-]{1,60}(?:\.[a-z0-9-]{1,30}){1,4}/gi;
const handle = /(?<![a-z0-9@._])@([a-z0-9_][a-z0-9_.]{1,40})/gi;
const cashtag = /(?<![a-z0-9$])\$([a-z][a-z0-9_-]{2,25})/gi;
const foundLimit = 50;

/** At most fifty, in order of appearance. */
export function links(text: string): Found[] {
  const head = text.slice(0, 4_000);
  const found: Found[] = [];
  if (!/[.@$]/.test(head)) return found;
  const taken = (start: number): boolean => found.some((f) => start >= f.start && start < f.end);
  const add = (kind: Found['kind'], value: string, start: number, end: number): void => {
    if (found.length < foundLimit && !taken(start)) found.push({ kind, value, start, end });
  };
  if (head.includes('@'))
    for (const m of head.matchAll(email))
      add('email', m[0].replace(/\.+$/, '').toLowerCase(), m.index, m.index + m[0].length);
  if (head.includes('.'))
    for (const m of head.matchAll(address)) {
      const raw = m[0].replace(/[.,;:!?]+$/, '');
      const before = head[m.index - 1];
      if (before === '@' || before === '$') continue;
      const bare = raw.replace(/^https?:\/\//i, '').replace(/\/$/, '');
      const slash = bare.indexOf('/');
      const host = (slash < 0 ? bare : bare.slice(0, slash)).toLowerCase();
      const value = host.replace(/^www\./, '') + (slash < 0 ? '' : bare.slice(slash));
      const phone = /^(?:wa\.me\/\+?(\d{8,15})|(?:api|web)\.whatsapp\.com\/send.*?phone=\+?(\d{8,15}))/.exec(value);
      add(phone ? 'whatsapp' : 'url', phone?.[1] ?? phone?.[2] ?? value, m.index, m.index + raw.length);
    }
  if (head.includes('@'))
    for (const m of head.matchAll(handle)) {
      const name = m[1]!.replace(/\.+$/, '');
      if (/[a-z_]/i.test(name) && name.length > 2) add('handle', name, m.index, m.index + 1 + name.length);
    }
  if (head.includes('$')) for (const m of head.matchAll(cashtag)) add('cashtag', m[1]!, m.index, m.index + m[0].length);
  return found.sort((a, b) => a.start - b.start);
}

/** The host of a found address. */
export const hostOf = (value: string): string => value.split(/[/?#:]/, 1)[0]!.toLowerCase();
