/**
 * A Comet page as a logged-out visitor gets it: its data as JSON in `<script type="application/json" data-sjs>`, with the
 * nesting, names and ids of the real thing, and beside it a plain rendering for people and screenshots.
 */
import { hash } from '../story/random.ts';
import type { Group } from '../story/story.types.ts';
import { ago, avatar, escape, lines, paper } from './paper.ts';

export interface Shown {
  id: string;
  text: string;
  at: Date;
  edited: boolean;
  url: string;
  actor: { id: string; name: string; url: string };
  group: Group | null;
}

type Kind = 'page' | 'profile' | 'group' | 'post' | 'group_post' | 'marketplace';

export interface Comet {
  kind: Kind;
  url: string;
  requested: URL;
  title: string;
  about: string;
  /** Numeric id of the page, profile or group. */
  entity: string;
  posts: Shown[];
  price?: string;
  now: Date;
}

const tracePolicies: Record<Kind, string> = {
  page: 'comet.profile.plus_logged_out',
  profile: 'comet.profile.timeline.list',
  group: 'comet.group',
  post: 'comet.post.single',
  group_post: 'comet.group.permalink',
  marketplace: 'comet.marketplace.item',
};

const css = `
body{background:#eef0f3}.bar{background:#35476b;color:#fff;padding:12px 24px;font-weight:600}
main{max-width:680px;margin:20px auto;padding:0 12px}.head,.card{background:#fff;border:1px solid #dcdfe4;border-radius:10px;padding:16px 18px;margin-bottom:14px}
h1{margin:0 0 4px;font-size:24px}.about,.when{color:#65686c;font-size:13px}.by{display:flex;gap:10px;align-items:center;margin-bottom:8px}
.avatar{width:40px;height:40px;border-radius:50%;color:#fff;display:inline-flex;align-items:center;justify-content:center;font-weight:600}
.text{font-size:16px;overflow-wrap:anywhere}.counts{margin-top:12px;padding-top:8px;border-top:1px solid #e6e8eb;color:#65686c;font-size:13px}.price{font-size:22px;font-weight:600}`;

const script = (data: unknown): string => {
  const text = JSON.stringify(data).replaceAll('<', '\\u003C');
  return `<script type="application/json" data-content-len="${text.length}" data-sjs>${text}</script>`;
};

export function cometPage(comet: Comet): string {
  const { posts, now } = comet;
  return paper({
    lang: 'es',
    title: comet.title,
    head: `<link rel="canonical" href="${escape(comet.url)}"><meta property="og:url" content="${escape(comet.url)}"><meta property="og:title" content="${escape(comet.title)}">${script(route(comet))}${script(comet.kind === 'marketplace' ? listing(comet) : feed(comet))}`,
    css,
    body: `<div class="bar">Red social (demostración)</div><main><section class="head"><h1>${escape(comet.title)}</h1><div class="about">${escape(comet.about)}</div>${comet.price ? `<div class="price">${escape(comet.price)}</div>` : ''}</section>
${posts.map((post) => card(post, now)).join('\n')}${posts.length === 0 ? '<section class="card">No hay publicaciones para mostrar.</section>' : ''}</main>`,
  });
}

function card(post: Shown, now: Date): string {
  const likes = hash(post.id, 'likes') % 60;
  return `<article class="card"><div class="by">${avatar(post.actor.name, hash(post.actor.id))}<div><strong><a href="${escape(post.actor.url)}">${escape(post.actor.name)}</a></strong>${post.group ? ` ▸ ${escape(post.group.name)}` : ''}<div class="when"><a href="${escape(post.url)}">${ago(post.at, now, 'es')}</a>${post.edited ? ' · Editado' : ''}</div></div></div><div class="text">${lines(post.text)}</div><div class="counts">${likes} reacciones · ${likes % 9} comentarios</div></article>`;
}

/** The active route, where a page says what it is. */
function route({ kind, entity, title }: Comet) {
  return {
    require: [
      [
        'CometPlatformRootClient',
        'init',
        [],
        [
          {
            initialRouteInfo: {
              route: {
                actorID: '0',
                rootView: {
                  resource: { __dr: 'ProfilePlusCometLoggedOutRoot.react' },
                  props: { userID: entity, viewerID: '0' },
                },
                tracePolicy: tracePolicies[kind],
                meta: { title, accessory: null, favicon: null },
                canonicalRouteName: `comet.fbweb.${kind === 'group' ? 'CometGroupRoute' : 'ProfileCometRoute'}`,
              },
            },
          },
        ],
      ],
    ],
  };
}

const preloaded = (name: string, result: unknown) => ({
  require: [
    [
      'ScheduledServerJS',
      'handle',
      null,
      [
        {
          __bbox: {
            require: [['RelayPrefetchedStreamCache', 'next', [], [name, { __bbox: { complete: true, result } }]]],
          },
        },
      ],
    ],
  ],
});

function feed(comet: Comet) {
  const { kind, entity, posts } = comet;
  const edges = posts.map((post) => ({
    node: story(post),
    cursor: Buffer.from(`AQHR${post.id}`).toString('base64url'),
  }));
  const single = edges[0]?.node ?? null;
  switch (kind) {
    case 'group':
      return preloaded('adp_CometGroupDiscussionRootSuccessQueryRelayPreloader', {
        data: { group: { __typename: 'Group', id: entity, name: comet.title, group_feed: { edges } } },
      });
    case 'post':
    case 'group_post':
      return preloaded('adp_CometSinglePostContentQueryRelayPreloader', { data: { node: single } });
    default:
      return preloaded('adp_ProfileCometTimelineFeedQueryRelayPreloader', {
        data: { user: { __typename: 'User', id: entity, timeline_list_feed_units: { edges } } },
      });
  }
}

/** One story, with the nesting that Comet pages have had since 2022. */
function story(post: Shown) {
  const id = Buffer.from(`S:_I${post.actor.id}:${post.id}:${post.id}`).toString('base64');
  const seconds = Math.floor(post.at.getTime() / 1000);
  const actors = [
    { __typename: 'User', id: post.actor.id, name: post.actor.name, __isEntity: 'User', url: post.actor.url },
  ];
  const message = { __typename: 'TextWithEntities', text: post.text, ranges: [] };
  const group = post.group ? { __typename: 'Group', id: post.group.id, name: post.group.name } : null;
  return {
    __typename: 'Story',
    __isFeedUnit: 'Story',
    id,
    post_id: post.id,
    sponsored_data: null,
    feedback: { id: Buffer.from(`feedback:${post.id}`).toString('base64') },
    comet_sections: {
      content: {
        __typename: 'CometFeedStoryDefaultContentStrategy',
        story: {
          feedback: { id: Buffer.from(`feedback:${post.id}`).toString('base64') },
          comet_sections: {
            message: {
              __typename: 'CometFeedStoryDefaultMessageRenderingStrategy',
              story: { is_text_only_story: true, message, id },
            },
          },
          attachments: [],
          sponsored_data: null,
          actors,
          message,
          wwwURL: post.url,
          target_group: group,
          attached_story: null,
          id,
        },
      },
      context_layout: {
        __typename: 'CometFeedStoryDefaultContextLayoutStrategy',
        story: {
          id,
          comet_sections: {
            actor_photo: { __typename: 'CometFeedStoryActorPhotoStrategy', story: { actors, id } },
            metadata: [
              {
                __typename: 'CometFeedStoryMinimizedTimestampStrategy',
                override_url: null,
                story: { creation_time: seconds, url: post.url, id },
              },
            ],
            title: { __typename: 'CometFeedStoryTitleWithActorStrategy', story: { id, actors, title: null } },
          },
        },
      },
    },
    attached_story: null,
    __isNode: 'Story',
  };
}

function listing({ posts, title, price }: Comet) {
  const post = posts[0]!;
  return preloaded('adp_MarketplacePDPContainerQueryRelayPreloader', {
    data: {
      viewer: {
        marketplace_product_details_page: {
          target: {
            __typename: 'GroupCommerceProductItem',
            id: post.id,
            marketplace_listing_title: post.text.split(/[.–]/, 1)[0]!.trim() || title,
            redacted_description: { text: post.text },
            listing_price: { formatted_amount_zeros_stripped: price, amount: price?.replace('$', ''), currency: 'USD' },
            creation_time: Math.floor(post.at.getTime() / 1000),
            location_text: { text: 'Phoenix, AZ' },
            marketplace_listing_seller: { __typename: 'User', id: post.actor.id, name: post.actor.name },
            share_uri: post.url,
            is_live: true,
          },
        },
      },
    },
  });
}

/** What Facebook answers, with 200, for everything that is not there or not for this visitor. */
export function errorPage(url: URL, { title, privacy }: { title?: string; privacy: boolean }): string {
  const heading = title ?? 'Este contenido no está disponible en este momento';
  const body = title
    ? 'Intentas hacer algo demasiado rápido. Vuelve a intentarlo más tarde.'
    : 'Cuando esto sucede, suele ser porque el propietario solo compartió el contenido con un grupo reducido, cambió quién puede verlo o se eliminó.';
  const data = {
    require: [
      [
        'CometPlatformRootClient',
        'init',
        [],
        [
          {
            initialRouteInfo: {
              route: {
                actorID: '0',
                rootView: {
                  resource: { __dr: 'CometErrorRoot.react' },
                  props: { privacy, fourZerofour: !privacy && !title, title: heading, body },
                },
                tracePolicy: 'comet.error',
                meta: { title: title ?? 'Facebook', accessory: null, favicon: null },
                canonicalRouteName: 'comet.fbweb.CometErrorRoute',
                url: `${url.pathname}${url.search}`,
              },
            },
          },
        ],
      ],
    ],
  };
  return paper({
    lang: 'es',
    title: title ?? 'Facebook',
    head: script(data),
    css: `${css}.none{text-align:center;padding:60px 20px}`,
    body: `<div class="bar">Red social (demostración)</div><main><section class="card none"><h1>${escape(heading)}</h1><p class="about">${escape(body)}</p></section></main>`,
  });
}

export const loginPage = (): string =>
  paper({
    lang: 'es',
    title: 'Log into Facebook',
    head: '<link rel="canonical" href="https://www.facebook.com/login/web/">',
    css: `${css}form{max-width:380px;margin:60px auto}input,button{display:block;width:100%;padding:10px;margin:8px 0;font-size:16px}`,
    body: '<div class="bar">Red social (demostración)</div><main><form id="login_form" class="card" action="/login/device-based/regular/login/" method="post"><h1>Inicia sesión para continuar</h1><input name="email" placeholder="Correo o teléfono" disabled><input name="pass" type="password" placeholder="Contraseña" disabled><button disabled>Iniciar sesión</button></form></main>',
  });
