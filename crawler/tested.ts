/** What "test the connection" tells of one cheap run. */
import { covered, type Collected, type Outcome } from './source.ts';

export interface Tested {
  outcome: Outcome;
  /** One plain sentence; empty where the outcome says all. */
  detail: string;
  /** How many posts it read, where reading may cost money. */
  found?: number;
}

export const tested = ({ outcome, detail, posts }: Collected): Tested => ({
  outcome,
  found: posts.length,
  detail: covered(outcome) ? `It answers: ${posts.length} found.` : (detail ?? ''),
});
