/** The letter as one self-contained page per language that prints well: no script, no link, nothing fetched. */
import { digest } from './digest.ts';
import { letterStyle } from './letter.style.ts';
import { type LetterWords, letterWords } from './letter.words.ts';
import { limits } from './limits.ts';
import { html, type Markup } from './markup.ts';
import { reported } from './platforms.ts';
import { citation, type Policy, policyOf } from './policies.ts';
import { jsonText } from './report.json.ts';
import type { ReportItem, TakedownReport } from './report.types.ts';

function idText(item: ReportItem): string {
  const { kind: _, ...ids } = item.ids;
  return Object.entries(ids)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

/** `2026-08-19T03:15:00Z` → `2026-08-19 03:15` */
const minute = (time: string) => time.slice(0, 16).replace('T', ' ');

const longDate = (time: string, language: 'es' | 'en') =>
  new Intl.DateTimeFormat(language === 'es' ? 'es-MX' : 'en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(time),
  );

function contentRow(item: ReportItem, words: LetterWords, language: 'es' | 'en'): Markup {
  const summary = language === 'es' ? item.summary_es : item.summary_en;
  const posted = item.posted_at ? minute(item.posted_at) : words.content[5];
  return html`<tr>
    <td>${item.seq}</td>
    <td>
      <span class="mono">${item.url}</span><br /><span class="mono id">${idText(item)}</span>
      <p>${summary}</p>
    </td>
    <td>${item.author_display_name ?? '—'}</td>
    <td>${posted}</td>
    <td>${minute(item.last_verified_live_at)}</td>
  </tr> `;
}

function policyLines(policy: Policy, words: LetterWords): Markup {
  const [, , copy, undated, confirm] = words.policies;
  const when = policy.readAt ? `${copy} ${policy.readAt.slice(0, 10)}` : undated;
  const sure = policy.grade === 'read' && policy.quotes.length > 0 ? '' : `; ${confirm}`;
  return html`<p lang="en">
      <strong>${citation(policy)}</strong> (${policy.code}; ${when}${sure})<br /><span class="mono">${policy.url}</span>
    </p>
    ${policy.quotes.map((quote) => html`<blockquote lang="en">“${quote}”</blockquote> `)}`;
}

/** The letter of a report in a language: letterhead and twelve sections, all text escaped. */
export function letter(report: TakedownReport, language: 'es' | 'en'): string {
  const words = letterWords[language];
  const { notifier, part } = report;
  const [contentHeading, content, account, posted, seenLive] = words.content;
  const [factsHeading, ...paragraphs] = words.facts;
  const codes = [...new Set(report.items.flatMap(({ policy_codes }) => policy_codes))];
  const actions = [...new Set(report.items.map(({ requested_action }) => requested_action))];
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${report.report_number} · ${words.title}</title>
        <style>
          ${{ markup: letterStyle }}
        </style>
      </head>
      <body>
        <header>
          <p><strong>${notifier.organization}</strong></p>
          <p>${notifier.unit}</p>
        </header>
        <h1>${words.title}</h1>
        <dl>
          <dt>${words.number}</dt>
          <dd>${report.report_number}</dd>
          <dt>${words.date}</dt>
          <dd>${longDate(report.created_at, language)}</dd>
          <dt>${words.part}</dt>
          <dd>${part.number}/${part.total}</dd>
        </dl>
        <h2>1. ${words.addressee[0]}</h2>
        <p>
          ${reported[report.platform].addressee}<br />${words.addressee[1]}:
          <span lang="en">${limits[report.channel].name}</span>
        </p>
        <h2>2. ${words.notifier[0]}</h2>
        <p>
          ${notifier.organization}, ${notifier.unit}<br />${words.notifier[1]}: ${notifier.contact_role},
          ${notifier.contact_email}
        </p>
        <h2>3. ${factsHeading}</h2>
        ${paragraphs.map((text) => html`<p>${text}</p> `)}
        <h2>4. ${contentHeading}</h2>
        <table>
          <thead>
            <tr>
              <th class="seq">#</th>
              <th>${content}</th>
              <th class="who">${account}</th>
              <th class="when">${posted}</th>
              <th class="when">${seenLive}</th>
            </tr>
          </thead>
          <tbody>
            ${report.items.map((item) => contentRow(item, words, language))}
          </tbody>
        </table>
        <h2>5. ${words.policies[0]}</h2>
        <p>${words.policies[1]}</p>
        ${codes.map((code) => policyLines(policyOf(code), words))}
        <h2>6. ${words.law[0]}</h2>
        <p>${words.law[1]}</p>
        <h2>7. ${words.measure[0]}</h2>
        <p>${words.measure[1]}</p>
        <ul>
          ${actions.map((action) => html`<li>${words.actions[action]}</li>`)}
        </ul>
        <h2>8. ${words.preservation[0]}</h2>
        <p>${words.preservation[1]}</p>
        <h2>9. ${words.goodFaith[0]}</h2>
        <p>${words.goodFaith[1]}</p>
        <h2>10. ${words.evidence[0]}</h2>
        <p>${words.evidence[1]}<br /><span class="mono">${digest('sha256', jsonText(report))}</span></p>
        <h2>11. ${words.data[0]}</h2>
        <p>${words.data[1]}</p>
        <h2>12. ${words.signature[0]}</h2>
        <div class="sign">
          <p>${words.signature[1]}</p>
          <p>${words.signature[2]}</p>
        </div>
      </body>
    </html> `.markup;
}
