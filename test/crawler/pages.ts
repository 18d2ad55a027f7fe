/** Small pages of our own making in the shapes that the platforms use. */

export const googleResults = (urls: readonly string[], next?: string): string =>
  `<!doctype html><title>q - Google Search</title><div id=search><div id=rso>${urls
    .map(
      (url, i) =>
        `<div class=tF2Cxc><a href="${url}"><h3>Result ${i + 1}</h3></a><div class=VwiC3b>Text ${i + 1}</div></div>`,
    )
    .join('')}</div></div>${next === undefined ? '' : `<a id=pnnext href="${next}">Next</a>`}`;

export const googleNothing =
  '<!doctype html><title>q - Google Search</title><div id=topstuff><p>Your search - <em>q</em> - did not match any documents.</p><ul><li>a<li>b</ul></div>';

export const googleCaptcha = '<!doctype html><title>Sorry</title><form id=captcha-form action=index></form>';

export const facebookPost = (actor: string, post: string, text: string): string =>
  `<!doctype html><title>A page | Facebook</title><link rel=canonical href="https://www.facebook.com/${actor}/posts/${post}">
   <script type="application/ld+json">${JSON.stringify({
     '@context': 'https://schema.org',
     '@type': 'SocialMediaPosting',
     dateCreated: '2026-11-20T10:00:00-06:00',
     articleBody: text,
     identifier: `${actor};${post};;9`,
     url: `https://www.facebook.com/${actor}/posts/${post}`,
     author: { '@type': 'Person', name: 'A page', identifier: actor },
   })}</script><h1>A page</h1><p>${text}</p>`;

export const facebookLogin =
  '<!doctype html><title>Log in to Facebook</title><link rel=canonical href="https://www.facebook.com/login/web/"><form id=login_form></form>';

export const xPage = (ids: readonly string[], nextToken?: string): string =>
  JSON.stringify({
    data: ids.map((id) => ({
      id,
      author_id: '99',
      text: `post ${id}`,
      created_at: '2026-11-20T10:00:00.000Z',
      lang: 'es',
      edit_history_tweet_ids: [id],
    })),
    includes: { users: [{ id: '99', username: 'somebody', name: 'Somebody' }] },
    meta: {
      result_count: ids.length,
      ...(ids.length > 0 && { newest_id: ids[0], oldest_id: ids.at(-1) }),
      ...(nextToken !== undefined && { next_token: nextToken }),
    },
  });

export const xProblem = (status: number, title: string, type = 'about:blank'): string =>
  JSON.stringify({ title, detail: title, status, type });
