/** Pages whose HTML comes from the server: fetched through the guard and parsed, beside undici and a bare streaming parser. */
import { Parser } from 'htmlparser2';
import { Agent, request } from 'undici';
import { guardedFetch } from '../../crawler/guard/fetch.ts';
import { parse } from '../../crawler/parse.ts';
import { postsPerPage, resultsPage } from './crawl-pages.ts';
import type { Site } from './crawl-server.ts';
import { median, type Figure } from './figure.ts';

const pages = 200;
const rounds = 5;

interface Found {
  url: string;
  title: string;
  text: string;
}

/** The least that finds the same posts: no tree, no canonical address, no outcome. */
function streaming(): { parser: Parser; found: Found[] } {
  const found: Found[] = [];
  let into: 'title' | 'text' | null = null;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (attributes.class?.includes('tF2Cxc')) found.push({ url: '', title: '', text: '' });
      const last = found.at(-1);
      if (!last) return;
      if (name === 'a' && last.url === '') last.url = attributes.href ?? '';
      if (name === 'h3') into = 'title';
      if (attributes.class === 'VwiC3b') into = 'text';
    },
    ontext(text) {
      const last = found.at(-1);
      if (into && last) last[into] += text;
    },
    onclosetag(name) {
      if (name === 'h3' || name === 'div') into = null;
    },
  });
  return { parser, found };
}

async function bare(site: Site, page: number, dispatcher: Agent): Promise<number> {
  const { body } = await request(`http://127.0.0.1:${site.plain}/page/${page}`, { dispatcher });
  const { parser, found } = streaming();
  const decoder = new TextDecoder();
  for await (const chunk of body) parser.write(decoder.decode(chunk as Uint8Array, { stream: true }));
  parser.end();
  return found.length;
}

async function ours(site: Site, page: number): Promise<number> {
  const answer = await guardedFetch(site.plainGuard, `http://${site.host}:${site.plain}/page/${page}`);
  return parse('google', { ...answer, url: 'https://www.google.com/search?q=cita' }).posts.length;
}

/** Processor milliseconds a page of this process. */
async function cost(read: (page: number) => Promise<number>): Promise<number> {
  const from = process.cpuUsage();
  for (let page = 0; page < pages; page += 1) {
    const found = await read(page);
    if (found !== postsPerPage) throw new Error(`${found} posts were found on a page of ${postsPerPage}`);
  }
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1000 / pages;
}

export async function staticFigures(site: Site): Promise<Figure[]> {
  const dispatcher = new Agent({ connections: 1 });
  const costs: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  // The first round is the compiler's.
  for (let round = -1; round < rounds; round += 1) {
    const [one, other] = [await cost((page) => bare(site, page, dispatcher)), await cost((page) => ours(site, page))];
    if (round < 0) continue;
    costs.bare.push(one);
    costs.ours.push(other);
  }
  await dispatcher.close();
  return [
    {
      suite: 'crawl',
      name: 'static page, fetched and parsed, beside undici and a streaming parser (≤ 1.5)',
      value: median(costs.ours),
      unit: 'CPU ms/page',
      reference: median(costs.bare),
      ratio: median(costs.ours) / median(costs.bare),
    },
    largePage(),
  ];
}

/** A results page of 1.8 MB and 5,000 elements, the make-up of Google's largest in 2026: nine tenths are scripts and styles. */
function largePage(): Figure {
  const scripts = `<script>${'var a=["x",1,{b:2}];'.repeat(58_000)}</script>`;
  const styles = `<style>${'.a{color:red}'.repeat(34_000)}</style>`;
  const elements = '<div class=x><span data-a="1">y</span></div>'.repeat(2_200);
  const body = resultsPage(1, 100, 113_000).replace('</body>', `${scripts}${styles}${elements}</body>`);
  const times = Array.from({ length: 12 }, () => {
    const from = process.cpuUsage();
    parse('google', { body, url: 'https://www.google.com/search?q=cita', status: 200 });
    const { user, system } = process.cpuUsage(from);
    return (user + system) / 1000;
  });
  const value = median(times.slice(2));
  return {
    suite: 'crawl',
    name: `parsing a results page of ${(body.length / 1e6).toFixed(1)} MB (< 50 ms)`,
    value,
    unit: 'CPU ms',
    reference: 50,
    ratio: value / 50,
  };
}
