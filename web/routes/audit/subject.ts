/** What an audit row is about, e.g. `post:123`, `report:SRE-X-2026-000001`, `term:<uuid>`, `user:<uuid>`, `job:crawl`. */
export interface AuditSubject {
  kind: string;
  id: string;
  /** The page that shows it; null where there is none. */
  href: string | null;
}

const pages: Record<string, (id: string) => string> = {
  post: (id) => `/posts/${id}`,
  report: (id) => `/reports/${id}`,
  term: (id) => `/watch/runs?term=${id}`,
  user: () => '/people',
  source: (id) => `/watch/sources/${id}`,
  channel: () => '/watch/alarms/channels',
  alarm: () => '/watch/alarms',
  intake: (id) => `/import/${id}`,
};

export function readSubject(subject: string): AuditSubject {
  const colon = subject.indexOf(':');
  if (colon < 1) return { kind: '', id: subject, href: null };
  const kind = subject.slice(0, colon);
  const id = subject.slice(colon + 1);
  return { kind, id, href: pages[kind]?.(encodeURIComponent(id)) ?? null };
}

/** How a detail's names and values are said; what is not among them is shown as it is. */
export interface DetailWords {
  names: Record<string, string>;
  values: Record<string, string>;
}

/** `{ verdict: 'resale', review: 7 }` → `verdict: Resale, review: 7` */
export function detailText(detail: Record<string, unknown>, { names, values }: DetailWords): string {
  return Object.entries(detail)
    .map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      return `${names[name] ?? name}: ${values[text] ?? text}`;
    })
    .join(', ');
}
