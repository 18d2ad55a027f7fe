/** Tone and icon of labels, verdicts, outcomes and report states. */
import type { Label } from '#vigia/classifier/score.types.ts';
import type { Outcome } from '#vigia/crawler/source.ts';
import type { ReportStatus, Verdict } from '#vigia/db/schema/decisions.ts';
import type { IconName } from './icons.ts';

export type Tone =
  'impersonation' | 'resale' | 'gestoria' | 'misinformation' | 'neutral' | 'good' | 'bad' | 'warn' | 'accent';

interface Look {
  tone: Tone;
  icon: IconName;
}

const benign: Look = { tone: 'neutral', icon: 'benign' };

export function look(word: Label | Verdict): Look {
  switch (word) {
    case 'impersonation':
    case 'resale':
    case 'gestoria':
    case 'misinformation':
      return { tone: word, icon: word };
    default:
      return benign;
  }
}

/** Covered runs are good news, walls and limits a warning, what needs a person is bad. */
export function outcomeLook(outcome: Outcome | null): Look {
  switch (outcome) {
    case null:
      return { tone: 'accent', icon: 'clock' };
    case 'ok':
      return { tone: 'good', icon: 'check' };
    case 'empty':
      return { tone: 'neutral', icon: 'check' };
    case 'auth_expired':
    case 'bad_query':
    case 'layout_changed':
    case 'network_error':
    case 'quota_exhausted':
      return { tone: 'bad', icon: 'warning' };
    case 'removed_by_platform':
    case 'removed_by_author':
    case 'author_suspended':
    case 'author_gone':
      return { tone: 'neutral', icon: 'cross' };
    default:
      return { tone: 'warn', icon: 'warning' };
  }
}

export const statusLook: Record<ReportStatus, Look> = {
  draft: { tone: 'neutral', icon: 'document' },
  approved: { tone: 'accent', icon: 'check' },
  exported: { tone: 'accent', icon: 'download' },
  submitted: { tone: 'good', icon: 'check' },
  withdrawn: { tone: 'warn', icon: 'cross' },
};
