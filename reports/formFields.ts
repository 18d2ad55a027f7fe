/** Blocks to paste into a platform's form, one per field. Labels of live forms are not verified: the order is ours. */
import { limits } from './limits.ts';
import { citation, policyOf } from './policies.ts';
import { reported } from './platforms.ts';
import type { ReportItem, TakedownReport } from './report.types.ts';

const block = (name: string, text: string) => `=== ${name} ===\n${text}\n`;

function lawFields(report: TakedownReport): string[] {
  const { notifier } = report;
  return [
    block('Country / País', 'Mexico'),
    block('Organisation / Organización', `${notifier.organization}\n${notifier.unit}`),
    block('Contact / Contacto', `${notifier.contact_role}\n${notifier.contact_email}`),
    block('Laws / Leyes', '[Por completar por la Consultoría Jurídica / To be completed by the legal unit]'),
  ];
}

function itemFields(item: ReportItem): string[] {
  const search = item.ids.kind === 'gg_search_result' || item.ids.kind === 'gg_ad' ? item.ids.query : undefined;
  const heading = `--- ${item.seq} -------------------------------------------------`;
  return [
    heading,
    block('URL', item.url),
    ...(search ? [block('Search query / Búsqueda', search)] : []),
    block('Policy / Política', item.policy_codes.map((code) => citation(policyOf(code))).join('\n')),
    block('Explanation (EN)', item.summary_en),
    block('Explicación (ES)', item.summary_es),
  ];
}

/** form-fields.txt of a report. */
export function formFields(report: TakedownReport): string {
  const byLaw = report.channel !== 'google_search_quality' && report.channel !== 'google_safe_browsing';
  return [
    `${report.report_number} · ${reported[report.platform].name} · ${limits[report.channel].name} (${report.channel})\n`,
    block('URLs, one per line / una por línea', report.items.map(({ url }) => url).join('\n')),
    ...(byLaw ? lawFields(report) : []),
    block('Good faith / Buena fe', report.good_faith_statement),
    ...report.items.flatMap(itemFields),
  ].join('\n');
}
