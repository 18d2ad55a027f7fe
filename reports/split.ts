/** Divides posts over as many submissions as a channel's limit asks for. */
import { limits, maxItems } from './limits.ts';
import type { Channel, ConfirmedPost } from './report.types.ts';
import { policyCodes } from './violation.ts';

/**
 * Parts in order of policy, then as given: no post lost, none twice, none above the channel's limit, and one policy
 * per part where the channel asks for it. Each part becomes a report of its own with its own number.
 */
export function splitByLimit(posts: ConfirmedPost[], channel: Channel): ConfirmedPost[][] {
  const byPolicy = Map.groupBy(posts, (post) => policyCodes(post, channel)[0] ?? '');
  const groups = limits[channel].samePolicy ? [...byPolicy.values()] : [[...byPolicy.values()].flat()];
  const most = maxItems(channel);
  return groups.flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, part) => group.slice(part * most, (part + 1) * most)),
  );
}
