/** The ways to web results, ready to be asked. */
import type { Reach, Source } from '../source.ts';
import { braveHosts, braveSearchSource } from './brave.ts';
import { cseHosts, googleCse } from './cse.ts';
import { googleHosts, googleSerp } from './serp.ts';
import { googleVertex, vertexHosts } from './vertex.ts';

export const googleSources = (reach: Reach): readonly Source[] => [
  googleSerp({ guard: reach(googleHosts) }),
  braveSearchSource({ guard: reach(braveHosts) }),
  googleVertex({ guard: reach(vertexHosts) }),
  googleCse({ guard: reach(cseHosts) }),
];
