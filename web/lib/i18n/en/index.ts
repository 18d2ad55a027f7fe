import { alarms } from './alarms.ts';
import { audit } from './audit.ts';
import { captures } from './captures.ts';
import { common } from './common.ts';
import { coverage } from './coverage.ts';
import { home } from './home.ts';
import { intake } from './intake.ts';
import { login } from './login.ts';
import { people } from './people.ts';
import { refusals } from './refusals.ts';
import { reports } from './reports.ts';
import { sources } from './sources.ts';
import { trends } from './trends.ts';
import { triage } from './triage.ts';
import { watch } from './watch.ts';
import { words } from './words.ts';
import type { Messages } from '../index.ts';

export const en: Messages = {
  common,
  words,
  refusals,
  login,
  home,
  triage,
  intake,
  captures,
  reports,
  watch,
  coverage,
  sources,
  alarms,
  trends,
  people,
  audit,
};
