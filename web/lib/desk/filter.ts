/** The desk's filters live in the URL. Reading one never fails: what makes no sense is as if it were not there. */
import { labels } from '#vigia/classifier/score.types.ts';
import { platforms } from '#vigia/crawler/source.ts';
import type { QueueFilter } from '#vigia/db/queue.ts';
import { verdicts } from '#lib/verdicts.ts';

/** Every parameter of a list; `post` and `after` are not among them, they say where in the list one is. */
export const parameters = ['state', 'platform', 'label', 'consulate', 'min', 'q', 'author'] as const;

const states = ['open', 'decided', ...verdicts] as const;

/** Scores that the filter offers as lower bounds. */
export const scoreSteps = [0.5, 0.6, 0.7, 0.8, 0.9] as const;

function among<T extends string>(list: readonly T[], value: string | null): T | undefined {
  return list.find((entry) => entry === value);
}

/** An id as the database counts them: 1 to 2^53 − 1. */
export function toId(value: string | null | undefined): number | null {
  if (!value || !/^[1-9]\d{0,15}$/.test(value)) return null;
  const id = Number(value);
  return Number.isSafeInteger(id) ? id : null;
}

export function readFilter(search: Pick<URLSearchParams, 'get'>): QueueFilter {
  const min = Number(search.get('min') || Number.NaN);
  const consulate = search.get('consulate')?.replaceAll('\0', '').trim().slice(0, 80);
  const text = search.get('q')?.replaceAll('\0', '').trim().slice(0, 200);
  const platform = among(platforms, search.get('platform'));
  const label = among(labels, search.get('label'));
  const authorId = toId(search.get('author'));
  return {
    state: among(states, search.get('state')) ?? 'open',
    ...(platform && { platform }),
    ...(label && { label }),
    ...(consulate && { consulate }),
    ...(min >= 0 && min <= 1 && { minScore: min }),
    ...(text && { text }),
    ...(authorId !== null && { authorId }),
  };
}

/** Whether anything but the open queue as a whole is asked for. */
export const isFiltered = (filter: QueueFilter): boolean => filter.state !== 'open' || Object.keys(filter).length > 1;

/** The address of the desk with the filters of `search` and `changes` over them; null takes a parameter out. */
export function deskHref(
  search: Pick<URLSearchParams, 'get'>,
  changes: Record<string, string | number | null> = {},
): string {
  const next = new URLSearchParams();
  for (const name of [...parameters, 'after', 'post']) {
    const value = name in changes ? changes[name] : search.get(name);
    if (value !== null && value !== undefined && value !== '') next.set(name, String(value));
  }
  const query = next.toString();
  return query ? `/triage?${query}` : '/triage';
}
