/** The shapes of Facebook's identifiers. All of them are strings of digits, or wrap one. */

const digits = /^[1-9]\d{0,19}$/;
/** The changing form of a post's id: never a key. */
export const pfbid = /^pfbid[0-9A-Za-z]{10,120}$/;

/** A numeric id of Facebook's global namespace. */
export const isId = (text: string | null | undefined): text is string => typeof text === 'string' && digits.test(text);

/** The id in front of a suffix Facebook appends: `123:0` is post 123. */
export function leadingId(text: string): string | null {
  const head = text.split(':', 1)[0]!;
  return /^\d+(?::\d*)*$/.test(text) && isId(head) ? head : null;
}

function plain(base64: string): string | null {
  if (!/^[A-Za-z0-9+/_-]{8,400}={0,2}$/.test(base64)) return null;
  return Buffer.from(base64, 'base64').toString('latin1');
}

/**
 * Actor and post inside a story id, base64 of `S:_I{actor}:{post}[:{post}]` (or that text itself).
 * The actor can be the page's old id; use it only when nothing better is known.
 */
export function storyIds(id: string): { actor: string; post: string } | null {
  const text = id.startsWith('S:_') ? id : plain(id);
  const found = /^S:_I([1-9]\d*):(?:VK:)?([1-9]\d*)(?::|$)/.exec(text ?? '');
  if (!found || !isId(found[1]) || !isId(found[2])) return null;
  return { actor: found[1], post: found[2] };
}

/** The post inside a feedback id, base64 of `feedback:{post}`. */
export function feedbackPost(id: string): string | null {
  const found = /^feedback:([1-9]\d*)(?:_|$)/.exec(id.startsWith('feedback:') ? id : (plain(id) ?? ''))?.[1];
  return isId(found) ? found : null;
}

export interface CommentIds {
  comment: string;
  /** Set when the comment is a reply to `parent`. */
  parent?: string;
}

/** A comment's id as addresses give it: digits, `post_comment`, or base64 of `comment:post_comment`. */
function commentId(given: string | null): string | null {
  if (given === null) return null;
  const text = /^\d+(?:_\d+)?$/.test(given) ? given : (plain(given)?.replace(/^comment:/, '') ?? '');
  const last = text.split('_').at(-1);
  return isId(last) ? last : null;
}

export function commentIds(reply: string | null, comment: string | null): CommentIds | null {
  const parent = commentId(comment);
  const own = commentId(reply);
  if (own) return parent ? { comment: own, parent } : { comment: own };
  return parent ? { comment: parent } : null;
}
