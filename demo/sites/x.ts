/** x.com and publish.x.com in the demo: what a visitor without an account gets. */
import { escape, paper } from './paper.ts';
import { xIdsOf } from './addresses.ts';
import { html, json, notFound, plain, redirect, type Answer, type Visit } from './site.ts';

/** x.com shows a stranger a shell that asks for JavaScript and a login; the post itself is not in it. */
export function x({ url }: Visit): Answer {
  if (url.pathname === '/robots.txt') return plain('User-agent: *\nDisallow: /\n');
  if (url.hostname !== 'x.com') return redirect(`https://x.com${url.pathname}${url.search}`, 301);
  return html(
    paper({
      lang: 'en',
      title: 'X',
      css: 'main{max-width:460px;margin:80px auto;text-align:center}',
      body: '<div id="react-root"></div><main><h1>Log in to see posts</h1><p>JavaScript is not available, or you are not signed in.</p></main>',
    }),
  );
}

/** oEmbed is the one public face of a post: text, name and day. */
export function publishX({ url, world }: Visit): Answer {
  if (url.pathname === '/robots.txt') return plain('User-agent: *\nDisallow: /\n');
  if (url.pathname !== '/oembed') return notFound();
  const id = /\/status(?:es)?\/(\d{1,19})/.exec(url.searchParams.get('url') ?? '')?.[1];
  const seen = world.posts.find((one) => one.post.platform === 'x' && id !== undefined && xIdsOf(one).includes(id));
  if (!seen) return html('<h1>Sorry, that page does not exist</h1>', 404);
  if (seen.ended !== null)
    return html('<h1>Sorry, you are not authorized to see this status.</h1>', seen.ended.how === 'deleted' ? 404 : 403);
  const { post, name, text } = seen;
  const status = `https://twitter.com/${post.author.handle}/status/${post.id}`;
  const day = post.publishedAt.toLocaleDateString('en-US', {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return json({
    url: status,
    author_name: name,
    author_url: `https://twitter.com/${post.author.handle}`,
    html: `<blockquote class="twitter-tweet"><p lang="${post.lang}" dir="ltr">${escape(text).replaceAll('\n', '<br>')}</p>&mdash; ${escape(name)} (@${post.author.handle}) <a href="${status}?ref_src=twsrc%5Etfw">${day}</a></blockquote>\n`,
    width: 550,
    height: null,
    type: 'rich',
    cache_age: '3153600000',
    provider_name: 'Twitter',
    provider_url: 'https://twitter.com',
    version: '1.0',
  });
}
