/** The ways to public posts of Facebook, ready to be asked. */
import type { Reach, Source } from '../source.ts';
import { facebookGraph, graphHosts } from './graph.ts';
import { facebookHosts, facebookPage } from './page.ts';

export const facebookSources = (reach: Reach): readonly Source[] => [
  facebookPage({ guard: reach(facebookHosts) }),
  facebookGraph({ guard: reach(graphHosts) }),
];
