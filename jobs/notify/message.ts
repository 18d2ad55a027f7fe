/** One message to people: what happened, to which way in, since when, and where to look. No post, no name, no term. */
import { createHash } from 'node:crypto';
import { config } from '../../config.ts';
import type { AlarmKind } from '../../db/schema/sources.ts';

export interface ToldAlarm {
  id: string;
  kind: AlarmKind;
  source: string;
  openedAt: Date;
}

export interface Message {
  /** The same for the same alarms, so that a receiver knows a message that comes twice. */
  id: string;
  at: Date;
  /** A message that only shows that messages arrive. */
  isTest: boolean;
  /** At most `most` of them, oldest first. */
  alarms: ToldAlarm[];
  /** How many there are in all. */
  total: number;
  /** The page of alarms; null where the dashboard's public address is not configured. */
  link: string | null;
}

/** A storm is one message that names this many and counts the rest. */
const most = 20;

const pageOf = (origin: string | undefined): string | null =>
  origin === undefined ? null : new URL('/watch/alarms', origin).href;

export function messageOf(alarms: ToldAlarm[], at = new Date()): Message {
  const ids = alarms.map((alarm) => alarm.id).sort();
  return {
    id: `msg_${createHash('sha256').update(ids.join()).digest('base64url').slice(0, 24)}`,
    at,
    isTest: false,
    alarms: alarms.slice(0, most),
    total: alarms.length,
    link: pageOf(config.origin),
  };
}

export const testMessage = (at = new Date()): Message => ({
  id: `msg_test_${at.getTime()}`,
  at,
  isTest: true,
  alarms: [],
  total: 0,
  link: pageOf(config.origin),
});
