/** The letter as one self-contained page per language that prints well: no script, no link, nothing fetched. */
import { digest } from './digest.ts';
import { type LetterWords, letterWords } from './letter.words.ts';
import { html, type Markup } from './markup.ts';
import { reported } from './platforms.ts';
import { citation, type Policy, policyOf } from './policies.ts';
import { jsonText } from './report.json.ts';
import type { ReportItem, TakedownReport } from './report.types.ts';

const style = `
@page { size: letter; margin: 22mm 20mm }
:root { color-scheme: light }
body { font: 11pt/1.45 "Source Sans 3 Variable", "Source Sans 3", "Segoe UI", Arial, sans-serif; color: #1b1b1b; background: #fff;
  max-width: 176mm; margin: 12mm auto; padding: 0 6mm }
header { border-bottom: 2pt solid #6f1d3a; padding-bottom: 4mm; margin-bottom: 6mm }
header p { margin: 0 }
h1 { font-size: 16pt; line-height: 1.2; margin: 5mm 0 2mm }
h2 { font-size: 11pt; margin: 5mm 0 1mm; break-after: avoid }
p, ul { margin: 0 0 2mm }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 4mm; margin: 0 }
dt { color: #555 } dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: 9pt; margin-bottom: 3mm }
th, td { text-align: left; vertical-align: top; padding: 1.5mm 2mm; border-bottom: .5pt solid #bbb }
th { border-bottom: 1pt solid #555 } thead { display: table-header-group } tr { break-inside: avoid }
td, .mono { overflow-wrap: anywhere } .mono { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 8.5pt }
blockquote { margin: 1mm 0 2mm 5mm; font-style: italic }
.sign { margin-top: 16mm; display: grid; grid-template-columns: 1fr 1fr; gap: 12mm }
.sign p { border-top: .5pt solid #1b1b1b; padding-top: 1mm }
@media print { body { margin: 0; padding: 0; max-width: none } }
`;

function idText(item: ReportItem): string {
  const { kind: _, ...ids } = item.ids;
  return Object.entries(ids)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
}

function contentRow(item: ReportItem, words: LetterWords, language: 'es' | 'en'): Markup {
  const undated = words.content[6];
  return html`<tr>
    <td>${item.seq}</td>
    <td><span class="mono">${item.url}</span><br />${language === 'es' ? item.summary_es : item.summary_en}</td>
    <td class="mono">${idText(item)}</td>
    <td>${item.author_display_name ?? '—'}</td>
    <td>${item.posted_at ?? undated}</td>
    <td>${item.last_verified_live_at}</td>
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

/** The letter of a report in a language: the thirteen sections of a notice, all text escaped. */
export function letter(report: TakedownReport, language: 'es' | 'en'): string {
  const words = letterWords[language];
  const { notifier, part } = report;
  const [contentHeading, url, id, account, posted, seenLive] = words.content;
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
          ${{ markup: style }}
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
          <dd>${report.created_at}</dd>
          <dt>${words.part}</dt>
          <dd>${part.number}/${part.total}</dd>
        </dl>
        <h2>2. ${words.addressee[0]}</h2>
        <p>
          ${reported[report.platform].addressee}. ${words.addressee[1]}: <span class="mono">${report.channel}</span>
        </p>
        <h2>3. ${words.notifier[0]}</h2>
        <p>
          ${notifier.organization}, ${notifier.unit}. ${words.notifier[1]}: ${notifier.contact_role},
          ${notifier.contact_email}
        </p>
        <h2>4. ${factsHeading}</h2>
        ${paragraphs.map((text) => html`<p>${text}</p> `)}
        <h2>5. ${contentHeading}</h2>
        <table>
          <thead>
            <tr>
              <th>#</th>
              <th>${url}</th>
              <th>${id}</th>
              <th>${account}</th>
              <th>${posted}</th>
              <th>${seenLive}</th>
            </tr>
          </thead>
          <tbody>
            ${report.items.map((item) => contentRow(item, words, language))}
          </tbody>
        </table>
        <h2>6. ${words.policies[0]}</h2>
        <p>${words.policies[1]}</p>
        ${codes.map((code) => policyLines(policyOf(code), words))}
        <h2>7. ${words.law[0]}</h2>
        <p>${words.law[1]}</p>
        <h2>8. ${words.measure[0]}</h2>
        <p>${words.measure[1]}</p>
        <ul>
          ${actions.map((action) => html`<li>${words.actions[action]}</li>`)}
        </ul>
        <h2>9. ${words.preservation[0]}</h2>
        <p>${words.preservation[1]}</p>
        <h2>10. ${words.goodFaith[0]}</h2>
        <p>${words.goodFaith[1]}</p>
        <h2>11. ${words.evidence[0]}</h2>
        <p>${words.evidence[1]}<br /><span class="mono">${digest('sha256', jsonText(report))}</span></p>
        <h2>12. ${words.data[0]}</h2>
        <p>${words.data[1]}</p>
        <h2>13. ${words.signature[0]}</h2>
        <div class="sign">
          <p>${words.signature[1]}</p>
          <p>${words.signature[2]}</p>
        </div>
      </body>
    </html> `.markup;
}
