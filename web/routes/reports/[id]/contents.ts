/** The files that a package holds besides those of the bag itself, as reports/package.ts writes them. */
import type { TakedownReport } from '#vigia/reports/report.types.ts';

export interface PackageGroup {
  name: 'report' | 'lists' | 'letters' | 'policies' | 'evidence';
  paths: string[];
}

export function packageList({ platform, items }: TakedownReport): PackageGroup[] {
  const codes = [...new Set(items.flatMap(({ policy_codes }) => policy_codes))];
  return [
    { name: 'letters', paths: ['carta_es.html', 'letter_en.html', 'README_LEEME.txt'] },
    { name: 'report', paths: ['report.json', 'items.jsonl'] },
    { name: 'lists', paths: [`${platform}.csv`, `${platform}.xlsx`, 'urls.txt', 'form-fields.txt'] },
    { name: 'policies', paths: codes.map((code) => `policies/${code}.txt`) },
    {
      name: 'evidence',
      paths: items.flatMap(({ evidence }) => evidence.map(({ path }) => path.replace(/^data\//, ''))),
    },
  ];
}
