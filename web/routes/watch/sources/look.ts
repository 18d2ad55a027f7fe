/** Tone and icon of each state of a way in. */
import type { IconName } from '#lib/ui/icons.ts';
import type { Tone } from '#lib/ui/look.ts';
import type { State } from './state.ts';

export const stateLook: Record<State, { tone: Tone; icon: IconName }> = {
  on: { tone: 'good', icon: 'check' },
  paused: { tone: 'warn', icon: 'clock' },
  incomplete: { tone: 'bad', icon: 'warning' },
  reconfirm: { tone: 'warn', icon: 'warning' },
  off: { tone: 'neutral', icon: 'cross' },
  undecided: { tone: 'neutral', icon: 'benign' },
};
