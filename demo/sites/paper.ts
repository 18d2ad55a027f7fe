/** Plain paper for the demo's pages: neutral layout, no platform's logo or code, and a footer that says what it is. */

/** Text made safe for HTML, attributes included. */
export const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Text with its line breaks kept. */
export const lines = (text: string): string => escape(text).replaceAll('\n', '<br>');

const base = `
*{box-sizing:border-box}body{margin:0;font:15px/1.5 "Source Sans 3",Helvetica,Arial,sans-serif;color:#1c1e21;background:#fff}
a{color:#1a4f9c;text-decoration:none}a:hover{text-decoration:underline}
.demo-footer{margin-top:48px;padding:14px 20px;background:#fff4d6;border-top:2px solid #d9a400;font-size:13px;color:#5b4500;text-align:center}`;

const footer = `<footer class="demo-footer"><strong>Demostración.</strong> Página inventada y servida por esta máquina: ni las personas ni las publicaciones existen.</footer>`;

export interface Paper {
  lang: string;
  title: string;
  /** Inside <head>. */
  head?: string;
  css: string;
  body: string;
}

export const paper = ({ lang, title, head = '', css, body }: Paper): string =>
  `<!DOCTYPE html>
<html lang="${escape(lang)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)}</title>${head}<style>${base}${css}</style></head>
<body>${body}${footer}</body></html>`;

/** "hace 3 horas", as platforms print ages. */
export function ago(at: Date, now: Date, lang: 'es' | 'en'): string {
  const minutes = Math.max(1, Math.floor((now.getTime() - at.getTime()) / 60_000));
  const [amount, es, en] =
    minutes < 60
      ? [minutes, 'minuto', 'minute']
      : minutes < 60 * 24
        ? [Math.floor(minutes / 60), 'hora', 'hour']
        : ([Math.floor(minutes / (60 * 24)), 'día', 'day'] as const);
  const many = amount === 1 ? '' : 's';
  return lang === 'es' ? `hace ${amount} ${es}${many}` : `${amount} ${en}${many} ago`;
}

/** A coloured disc with initials, where a picture of a person would be. */
export function avatar(name: string, hue: number): string {
  const initials = [...name.replaceAll(/[^\p{L}\p{N} ]/gu, '')]
    .filter((_, index, all) => index === 0 || all[index - 1] === ' ')
    .slice(0, 2)
    .join('');
  return `<span class="avatar" style="background:hsl(${hue % 360} 42% 46%)" aria-hidden="true">${escape(initials)}</span>`;
}
