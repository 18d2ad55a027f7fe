/** What the demo's Google knows and in which order it shows it: web pages, and public posts with the lag of an index. */
import { hash } from '../story/random.ts';
import type { Snapshot, WebPage } from '../story/story.types.ts';
import { indexedUrl } from './addresses.ts';
import { ago } from './paper.ts';

export interface Result {
  url: string;
  site: string;
  title: string;
  snippet: string;
  /** "hace 2 horas" for posts. */
  age: string | null;
}

const minute = 60_000;
/** A new post is found after this long, and a removed one forgotten. */
export const indexLagMs = 2 * minute;
export const forgetMs = 10 * minute;

const stop = new Set('a al con de del el en for in la las los me mi of para por que se su the tu un una y'.split(' '));

/** Words without accents and case, stop words left out. */
export const foldedWords = (text: string): string[] =>
  text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !stop.has(word));

/** A rough stem: "citas" meets "cita", "consulado" meets "consulados". */
const stem = (word: string): string => word.replace(/(es|s)$/, '');

/** Results and ads for a query, best first. Words with a leading `-` and `-site:` exclude. */
export function search(query: string, world: Snapshot): { results: Result[]; ads: Result[] } {
  const tokens = query.split(/\s+/);
  const withoutSites = tokens.filter((one) => one.startsWith('-site:')).map((one) => one.slice(6).toLowerCase());
  const onlySites = tokens.filter((one) => one.startsWith('site:')).map((one) => one.slice(5).toLowerCase());
  const wanted = [...new Set(foldedWords(tokens.filter((one) => !/^-|site:/.test(one)).join(' ')).map(stem))];
  const fits = (url: string): boolean => {
    const host = new URL(url).hostname;
    const under = (site: string): boolean => host === site || host.endsWith(`.${site}`);
    return !withoutSites.some(under) && (onlySites.length === 0 || onlySites.some(under));
  };
  const scored = [...pageResults(world), ...postResults(world)]
    .filter(({ result }) => fits(result.url))
    .map((entry) => ({ ...entry, score: scoreOf(entry.text, wanted) + entry.fresh }))
    .filter(({ score, fresh }) => score - fresh >= 0.5)
    .sort((a, b) => b.score - a.score || hash(query, a.result.url) - hash(query, b.result.url));
  return { results: scored.map(({ result }) => result), ads: adsFor(wanted, world.pages) };
}

/** The share of the wanted words that a text has. */
function scoreOf(text: string, wanted: string[]): number {
  if (wanted.length === 0) return 0;
  const has = new Set(foldedWords(text).map(stem));
  return wanted.filter((word) => has.has(word)).length / wanted.length;
}

const pageResults = (world: Snapshot) =>
  world.pages.map((page) => ({ result: resultOf(page), text: `${page.title} ${page.body} ${page.site}`, fresh: 0.05 }));

const resultOf = ({ url, site, title, snippet }: WebPage): Result => ({ url, site, title, snippet, age: null });

function postResults(world: Snapshot) {
  const now = world.now.getTime();
  return world.posts
    .filter(
      ({ post, ended }) =>
        post.group?.open !== false &&
        now - post.publishedAt.getTime() > indexLagMs &&
        (ended === null || now - ended.at.getTime() < forgetMs),
    )
    .map((seen) => {
      const { post, name, text } = seen;
      const where = post.platform === 'x' ? 'X' : 'Facebook';
      const first = text.split('\n', 1)[0]!;
      const title = post.platform === 'x' ? `${name} en X: "${cut(first, 60)}"` : `${cut(first, 55)} - ${name}`;
      return {
        result: {
          url: indexedUrl(seen),
          site: `${where} · ${name}`,
          title,
          snippet: cut(text.replaceAll('\n', ' '), 240),
          age: ago(post.publishedAt, world.now, 'es'),
        },
        text: `${text} ${name} ${post.group?.name ?? ''} ${post.author.city}`,
        fresh: Math.max(0, 0.25 - (now - post.publishedAt.getTime()) / (4 * 24 * 60 * minute)),
      };
    });
}

const cut = (text: string, length: number): string =>
  [...text].length <= length
    ? text
    : `${[...text]
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;

const adsFor = (wanted: string[], pages: readonly WebPage[]): Result[] =>
  pages
    .filter((page) => page.adFor?.some((word) => wanted.includes(stem(word))) ?? false)
    .slice(0, 3)
    .map((page) => ({ ...resultOf(page), url: `${page.url}${page.url.includes('?') ? '&' : '?'}gclid=demo` }));
