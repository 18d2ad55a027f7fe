/** A post as a source finds it, with what a test cares about put in. */
import type { FoundPost } from '../../crawler/source.ts';

export function found(id: number, changes: Partial<FoundPost> = {}): FoundPost {
  return {
    platform: 'x',
    platformId: `${id}`,
    key: `x:${id}`,
    url: `https://x.com/citas/status/${id}`,
    kind: 'post',
    author: { id: '77', handle: 'citas', name: 'Citas Ya' },
    text: `te saco tu cita del consulado de Dallas, mándame mensaje (${id})`,
    publishedAt: '2026-11-20T12:00:00.000Z',
    rank: id,
    placement: null,
    aliases: [],
    links: [],
    lang: 'es',
    ...changes,
  };
}
