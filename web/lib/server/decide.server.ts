/** The two form actions of a post, used by the desk and by the page of a post. */
import { redirect, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import * as reviews from '#vigia/db/reviews.ts';
import { deskHref, toId } from '#lib/desk/filter.ts';
import { textField } from '#lib/form.ts';
import { ownPath } from '#lib/preferences.ts';
import { toFacts, toVerdict } from '#lib/verdicts.ts';
import { allow } from './allow.server.ts';
import { orRefuse, refuse } from './refusal.server.ts';

const Decision = z.object({
  postId: z.number(),
  postVersion: z.coerce.number().int().min(1).max(1_000_000),
  verdict: z.custom<NonNullable<ReturnType<typeof toVerdict>>>((value) => toVerdict(value) !== null),
  note: z.string().max(4000),
});

/**
 * Records a verdict. With `inPlace` (sent by the page's script) it answers with the review's id; without, it goes to
 * the page in `then`, which says what was done.
 */
export async function decide({ request, locals }: RequestEvent) {
  const user = allow(locals, 'review.decide');
  const form = await request.formData();
  const parsed = Decision.safeParse({
    postId: toId(textField(form, 'post')),
    postVersion: form.get('version'),
    verdict: form.get('verdict'),
    note: textField(form, 'note').replaceAll('\0', ''),
  });
  if (!parsed.success) return refuse('form_invalid', 400);
  const review = { ...parsed.data, facts: toFacts(form.getAll('facts')) };
  const recorded = await orRefuse(() => reviews.record(review, user.id, locals.db));
  if (typeof recorded !== 'number') return recorded;
  if (form.has('inPlace')) return { review: recorded, post: review.postId };
  const then = new URL(ownPath(form.get('then')), request.url);
  then.searchParams.set('decided', String(recorded));
  redirect(303, then.pathname + then.search);
}

/** Takes a review back and shows its post again. */
export async function undo({ request, locals, url }: RequestEvent) {
  const user = allow(locals, 'review.decide');
  const form = await request.formData();
  const id = toId(textField(form, 'review'));
  if (id === null) return refuse('form_invalid', 400);
  const undone = await orRefuse(() => reviews.undo(id, user.id, locals.db));
  if (!('postId' in undone)) return undone;
  if (form.has('inPlace')) return { undone: undone.postId };
  if (url.pathname !== '/triage') redirect(303, url.pathname);
  redirect(303, deskHref(url.searchParams, { post: undone.postId }));
}
