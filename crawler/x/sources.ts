/** The ways to posts of X, ready to be asked. */
import type { Reach, Source } from '../source.ts';
import { xApi } from './api.ts';
import { oembedHosts, xOembed } from './oembed-source.ts';

/** `apiBase`: where X's API is; another address than X's own is the operator's word. */
export const xSources = (reach: Reach, apiBase: string): readonly Source[] => [
  xApi({ guard: reach([new URL(apiBase).hostname]), apiBase }),
  xOembed({ guard: reach(oembedHosts) }),
];
