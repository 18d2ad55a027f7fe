/** What the page of a post shows: no search vector, no file hashes beyond what custody needs. */
import { error } from '@sveltejs/kit';
import * as post from '#vigia/db/post.ts';
import type { Tx } from '#vigia/db/client.server.ts';

/** Throws 404 when there is no such post. */
export async function postView(id: number, tx: Tx) {
  const whole = await post.whole(id, tx);
  if (!whole) error(404);
  const { search: _search, ...row } = whole.post;
  const undone = new Set(whole.history.map((review) => review.undoes));
  const standing = whole.history.find((review) => review.verdict !== null && !undone.has(review.id));
  return {
    ...whole,
    post: row,
    history: whole.history.map((review) => ({ ...review, undone: undone.has(review.id) })),
    /** The review in force: the one that an undo takes back. */
    standing: standing?.id ?? null,
  };
}

export type PostView = Awaited<ReturnType<typeof postView>>;
