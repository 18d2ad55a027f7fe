/** How a way in stands, in one word: what a person must know first wins. */
import type { Way } from '#vigia/crawler/source.ts';

export type State = 'paused' | 'incomplete' | 'reconfirm' | 'on' | 'off' | 'undecided';

export interface Standing {
  way: Pick<Way, 'fields' | 'position' | 'robots'>;
  isOn: boolean;
  /** Whether somebody has decided on the page; else the environment's word counts. */
  isDecided: boolean;
  isHeld: boolean;
  acceptedReadOn: string | null;
  /** Names of the fields that have a value, secrets and those of the environment among them. */
  filled: readonly string[];
}

/** Required fields without a value. */
export const missing = ({ way, filled }: Pick<Standing, 'way' | 'filled'>): string[] =>
  way.fields.filter(({ name, required }) => required && !filled.includes(name)).map(({ name }) => name);

/** Whether the host's position was read again since somebody accepted it on the page. */
export const isOutdated = ({ way, isOn, isDecided, acceptedReadOn }: Standing): boolean =>
  isOn && isDecided && way.robots === 'operator_decides' && acceptedReadOn !== way.position.readOn;

export function stateOf(standing: Standing): State {
  if (!standing.isOn) return standing.isDecided ? 'off' : 'undecided';
  if (missing(standing).length > 0) return 'incomplete';
  if (standing.isHeld) return 'paused';
  return isOutdated(standing) ? 'reconfirm' : 'on';
}
