/** The rest of the demo's web: sellers' and offices' sites, papers, and demo pages under the consulates' real hosts. */
import { pages } from '../story/pages.ts';
import { escape, lines, paper } from './paper.ts';
import { html, notFound, plain, type Answer, type Visit } from './site.ts';

/** Hosts of the story's web pages. */
export const webHosts: readonly string[] = [...new Set(pages.map((page) => new URL(page.url).hostname))];

const css = `
header{background:#2f4b43;color:#fff;padding:20px 28px;font-size:20px;font-weight:600}main{max-width:760px;margin:32px auto;padding:0 24px}
h1{font-size:30px;line-height:1.2}p{font-size:17px}nav{margin-top:36px;border-top:1px solid #ddd;padding-top:12px;font-size:14px}`;

export function web({ url }: Visit): Answer {
  if (url.pathname === '/robots.txt') return plain('User-agent: *\nAllow: /\n');
  const here = pages.filter((page) => new URL(page.url).hostname === url.hostname);
  const page = here.find((one) => new URL(one.url).pathname === url.pathname);
  if (!page) return notFound();
  const others = here
    .filter((one) => one !== page)
    .map((one) => `<a href="${escape(one.url)}">${escape(one.title)}</a>`);
  return html(
    paper({
      lang: 'es',
      title: page.title,
      css,
      body: `<header>${escape(page.site)}</header><main><h1>${escape(page.title)}</h1><p>${lines(page.body)}</p>${others.length > 0 ? `<nav>${others.join('<br>')}</nav>` : ''}</main>`,
    }),
  );
}
