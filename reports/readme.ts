/** README_LEEME.txt: what the package holds, how to check it, and what the liaison must weigh before sending it. */
import { soundsOfficial } from './official.ts';
import { policyOf } from './policies.ts';
import type { ReportItem, TakedownReport } from './report.types.ts';

/** Policies that only frame a notice, where no fact names another. */
const frames = new Set(['META-LOCAL-LAW', 'X-ILLEGAL-GOODS']);
const day = 24 * 60 * 60 * 1000;

function numbers(items: ReportItem[]): string {
  return items.map(({ seq }) => seq).join(', ');
}

function warnings(report: TakedownReport): string[] {
  const { items } = report;
  const stale = items.filter((item) => Date.parse(report.created_at) - Date.parse(item.last_verified_live_at) > day);
  const pictureless = items.filter(
    ({ evidence }) => !evidence.some(({ media_type }) => media_type.startsWith('image/')),
  );
  const again = items.filter(({ previous_report_numbers }) => previous_report_numbers?.length);
  const unsure = [...new Set(items.flatMap(({ policy_codes }) => policy_codes))].filter((code) => {
    const policy = policyOf(code);
    return policy.grade !== 'read' || policy.quotes.length === 0;
  });
  const weak = items.filter(({ policy_codes }) => policy_codes.every((code) => frames.has(code)));
  const named = items.filter(({ author_display_name }) => soundsOfficial(author_display_name ?? ''));
  const list: string[] = [];
  if (stale.length > 0) {
    list.push(
      `Avisos ${numbers(stale)}: no vistos en línea en las 24 h previas al reporte; verifíquelos antes de enviar.`,
      `Items ${numbers(stale)}: not seen live in the 24 h before the report; check them before sending.`,
    );
  }
  if (pictureless.length > 0) {
    list.push(
      `Avisos ${numbers(pictureless)}: sin imagen; ninguna sale sin que una persona la revise. El original está en resguardo.`,
      `Items ${numbers(pictureless)}: no picture; none leaves before a person has reviewed it. The original is kept apart.`,
    );
  }
  if (again.length > 0) {
    list.push(
      `Avisos ${numbers(again)}: ya figuran en otro reporte (véase previous_report_numbers).`,
      `Items ${numbers(again)}: already in another report (see previous_report_numbers).`,
    );
  }
  if (weak.length > 0) {
    list.push(
      `Avisos ${numbers(weak)}: sin un hecho que las políticas nombren; el aviso es débil.`,
      `Items ${numbers(weak)}: without a fact that policies name; the notice is weak.`,
    );
  }
  if (named.length > 0) {
    list.push(
      `Avisos ${numbers(named)}: la cuenta lleva el nombre de un consulado; confirme que no es la oficial.`,
      `Items ${numbers(named)}: the account carries the name of a consulate; confirm that it is not the official one.`,
    );
  }
  if (unsure.length > 0) {
    list.push(
      `Políticas ${unsure.join(', ')}: texto por confirmar en la página de la plataforma.`,
      `Policies ${unsure.join(', ')}: text to be confirmed on the platform's page.`,
    );
  }
  list.push(
    'Los nombres de terceros y algunos números escritos con letra no se detectan por regla: lea el texto antes de enviar.',
    'Names of third parties and some numbers spelled in words are not found by rule: read the text before sending.',
    'El fundamento legal lo completa la Consultoría Jurídica. / The legal basis is completed by the legal unit.',
  );
  return list;
}

/** The README of a report, Spanish and English, from the frozen content alone. */
export function readme(report: TakedownReport, listName: string): string {
  const files: [name: string, es: string, en: string][] = [
    ['report.json', 'fuente de verdad del reporte', 'source of truth of the report'],
    [`${listName}.csv, ${listName}.xlsx`, 'lista para hoja de cálculo', 'list for a spreadsheet'],
    ['items.jsonl', 'valores sin adaptar, uno por línea', 'raw values, one per line'],
    ['urls.txt', 'direcciones, una por línea', 'addresses, one per line'],
    ['form-fields.txt', 'textos para pegar en el formulario', 'text to paste into the form'],
    ['carta_es.html, letter_en.html', 'carta (imprimir desde el navegador)', 'letter (print from the browser)'],
    ['evidence/', 'evidencia por aviso', 'evidence per item'],
    ['policies/', 'políticas citadas y fecha de consulta', 'policies cited and when they were read'],
  ];
  return [
    `${report.report_number}  ${report.part.number}/${report.part.total}`,
    '',
    'CONTENIDO / CONTENTS (data/)',
    ...files.map(([name, es, en]) => `  ${name.padEnd(32)} ${es} / ${en}`),
    '',
    'VERIFICACIÓN / VERIFICATION',
    '  sha256sum -c manifest-sha256.txt',
    `  npx vigia verify ${report.report_number}.zip`,
    '  En la hoja de cálculo, un apóstrofo inicial protege de fórmulas; los valores exactos están en items.jsonl.',
    '  In the spreadsheet a leading apostrophe guards against formulas; exact values are in items.jsonl.',
    '',
    'ANTES DE ENVIAR / BEFORE SENDING',
    ...warnings(report).map((line) => `  - ${line}`),
    '',
  ].join('\n');
}
