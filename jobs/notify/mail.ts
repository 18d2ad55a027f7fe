/** A message as a mail: a subject, a plain text, and the same as HTML without anything that is loaded from elsewhere. */
import { wayOf } from '../../crawler/ways.ts';
import type { Message, ToldAlarm } from './message.ts';
import { platformNames, wordsOf, type Words } from './words.ts';

export interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** Where staff sit, as on the pages. */
const timeZone = 'America/Mexico_City';

export function mailOf(message: Message, language: string | undefined): Mail {
  const words = wordsOf(language);
  const lines = message.alarms.map((alarm) => lineOf(alarm, words));
  if (message.total > lines.length) lines.push(words.more(message.total - lines.length));
  const intro = message.isTest ? words.test.text : words.intro(message.total);
  return {
    subject: subjectOf(message, words),
    text: plain(intro, lines, message, words),
    html: html(intro, lines, message, words),
  };
}

function subjectOf({ isTest, alarms, total }: Message, words: Words): string {
  if (isTest) return words.test.subject;
  const [only] = alarms;
  return total === 1 && only ? words.subjectOfOne(words.kinds[only.kind], whereOf(only.source)) : words.subject(total);
}

function lineOf({ kind, source, openedAt }: ToldAlarm, words: Words): string {
  const time = openedAt.toLocaleString(words.locale, { timeZone, dateStyle: 'long', timeStyle: 'short' });
  return `${whereOf(source)}: ${words.kinds[kind]} (${words.since(time)})`;
}

function whereOf(source: string): string {
  const way = wayOf(source);
  return way ? `${platformNames[way.platform]}, ${source}` : source;
}

function plain(intro: string, lines: string[], { link, isTest }: Message, words: Words): string {
  const next = link === null ? words.openByHand : `${words.open}: ${link}`;
  const parts = [intro, lines.map((line) => `- ${line}`).join('\n'), isTest ? '' : next, '-- ', words.why];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function html(intro: string, lines: string[], { link, isTest }: Message, words: Words): string {
  const list = lines.map((line) => `<li style="margin:0 0 8px">${escaped(line)}</li>`).join('');
  const button =
    link === null
      ? `<p>${escaped(words.openByHand)}</p>`
      : `<p><a href="${escaped(link)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0d5a5b;color:#ffffff;font-weight:600;text-decoration:none">${escaped(words.open)}</a></p>`;
  return `<!doctype html><html lang="${words.locale}"><head><meta charset="utf-8"><title>Vigía</title></head>
<body style="margin:0;padding:24px;background:#f5f3ef;color:#1f1d19;font:16px/1.5 system-ui,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px;border:1px solid #dfdbd3;border-radius:6px;background:#fffefc">
<p style="margin-top:0">${escaped(intro)}</p>${list ? `<ul style="padding-left:20px">${list}</ul>` : ''}${isTest ? '' : button}
<p style="margin-bottom:0;color:#5b574e;font-size:13px">${escaped(words.why)}</p></div></body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
