/** Who may do what. Every load and action asks this table on the server; pages ask it to hide what would be refused. */
import type { Role } from '#vigia/db/schema/people.ts';

export const actions = [
  'post.read',
  'review.decide',
  'import.add',
  'term.read',
  'term.write',
  'job.retry',
  'source.write',
  'alarm.close',
  'report.read',
  'report.draft',
  'report.approve',
  'report.submit',
  'trend.read',
  'user.read',
  'user.write',
  'audit.read',
] as const;
export type Action = (typeof actions)[number];

const everyone: readonly Action[] = ['post.read', 'term.read', 'report.read', 'trend.read'];

/** A report is never approved by the person who built it, whatever their role: db/reports.ts and the schema refuse it. */
const table: Record<Role, readonly Action[]> = {
  analyst: [...everyone, 'review.decide', 'import.add', 'term.write', 'alarm.close'],
  liaison: [
    ...everyone,
    'review.decide',
    'import.add',
    'report.draft',
    'report.approve',
    'report.submit',
    'job.retry',
    'alarm.close',
  ],
  leadership: everyone,
  auditor: [...everyone, 'user.read', 'audit.read'],
  administrator: actions,
};

export const can = (role: Role | undefined, action: Action): boolean =>
  role !== undefined && table[role].includes(action);
