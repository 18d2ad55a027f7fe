const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text that is already HTML; everything else is escaped by `html`. */
export interface Markup {
  readonly markup: string;
}

type Value = string | number | Markup | Markup[];

function render(value: Value): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  return Array.isArray(value) ? value.map(({ markup }) => markup).join('') : value.markup;
}

/** HTML from a template whose values are escaped, so that hostile post text stays text. */
export function html(strings: TemplateStringsArray, ...values: Value[]): Markup {
  return { markup: strings.reduce((done, string, index) => done + render(values[index - 1] ?? '') + string) };
}
