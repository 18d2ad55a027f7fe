/** The JSON of a Comet page: its active route, and its stories or listing, nested and named as Facebook does. */
import type { Group } from '../story/story.types.ts';

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

/** The active route, where a page says what it is. */
export function route({ kind, entity, title }: Comet) {
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

/** The prefetched answer that holds the page's stories. */
export function feed(comet: Comet) {
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

/** The prefetched answer that holds a marketplace listing. */
export function listing({ posts, title, price }: Comet) {
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
/** The route of everything that is not there, or not for this visitor. */
export function errorRoute(
  url: URL,
  words: { heading: string; body: string; title: string },
  privacy: boolean,
  gone: boolean,
) {
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
                  resource: { __dr: 'CometErrorRoot.react' },
                  props: { privacy, fourZerofour: gone, title: words.heading, body: words.body },
                },
                tracePolicy: 'comet.error',
                meta: { title: words.title, accessory: null, favicon: null },
                canonicalRouteName: 'comet.fbweb.CometErrorRoute',
                url: `${url.pathname}${url.search}`,
              },
            },
          },
        ],
      ],
    ],
  };
}
