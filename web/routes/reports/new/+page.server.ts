import { fail, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { platforms, type Platform } from '#vigia/crawler/source.ts';
import { confirmablePosts } from '#vigia/db/confirmed-posts.ts';
import * as notices from '#vigia/db/notices.ts';
import * as reports from '#vigia/db/reports.ts';
import { defaultChannel, limits, maxItems, splitByLimit, type Channel } from '#vigia/reports/index.ts';
import { allow } from '#lib/server/allow.server.ts';
import { orRefuse, refuse } from '#lib/server/refusal.server.ts';
import { weigh } from '../weigh.server.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** More confirmed posts than this wait for the next report. */
const most = 200;

const channelsOf = (platform: Platform): Channel[] =>
  (Object.keys(limits) as Channel[]).filter((channel) => limits[channel].platform === platform);

function chosenChannel(platform: Platform, wanted: string | null): Channel {
  return channelsOf(platform).find((channel) => channel === wanted) ?? defaultChannel(platform);
}

export const load: PageServerLoad = async ({ locals, url }) => {
  allow(locals, 'report.draft');
  const platform = platforms.find((name) => name === url.searchParams.get('platform'));
  if (!platform) redirect(303, '/reports');
  const channel = chosenChannel(platform, url.searchParams.get('channel'));
  const rows = await notices.candidates(platform, locals.db, most);
  const confirmed = await confirmablePosts(
    rows.map((row) => row.id),
    locals.db,
  );
  const now = new Date();
  const { source, grade, samePolicy, checkedLive, maxItems: published } = limits[channel];
  return {
    platform,
    channel,
    channels: channelsOf(platform),
    limit: { most: maxItems(channel), own: published === null, samePolicy, source, grade, checkedLive },
    candidates: rows.map((row, place) => ({ ...row, ...weigh(confirmed[place]!, channel, now) })),
  };
};

const Draft = z.object({
  platform: z.enum(platforms),
  channel: z.string(),
  posts: z.array(z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)).max(most),
});

export const actions: Actions = {
  draft: async ({ request, locals }) => {
    const user = allow(locals, 'report.draft');
    const form = await request.formData();
    const parsed = Draft.safeParse({ ...Object.fromEntries(form), posts: form.getAll('post') });
    if (!parsed.success) return refuse('form_invalid', 400);
    const { platform, posts } = parsed.data;
    const channel = chosenChannel(platform, parsed.data.channel);
    if (posts.length === 0) return refuse('report_empty', 400);
    const confirmed = await confirmablePosts(posts, locals.db);
    const now = new Date();
    if (confirmed.some((post) => weigh(post, channel, now).blocked)) {
      return fail(409, { blockedChosen: true, chosen: posts });
    }
    const done = await orRefuse((): Promise<{ ids: string[] }> =>
      locals.db.transaction(async (tx) => {
        const ids: string[] = [];
        // A post that is not among the confirmed ones is for the verb to refuse.
        const parts = confirmed.length < posts.length ? [posts] : splitByLimit(confirmed, channel).map(idsOf);
        for (const postIds of parts) ids.push((await reports.draft({ platform, channel, postIds }, user.id, tx)).id);
        return { ids };
      }),
    );
    if (!('ids' in done)) return done;
    redirect(303, done.ids.length === 1 ? `/reports/${done.ids[0]}` : `/reports?drafted=${done.ids.length}`);
  },
};

const idsOf = (part: { post: { id: string } }[]): number[] => part.map(({ post }) => Number(post.id));
