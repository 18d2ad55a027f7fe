import { describe, expect, test } from 'vitest';
import { roles } from '../../db/schema/people.ts';
import { actions, can } from '../../web/lib/permissions.ts';

/** The whole matrix, written out once more by hand: a change of the table must be meant. */
const allowed: Record<(typeof roles)[number], string> = {
  analyst: 'post.read review.decide import.add term.read term.write alarm.close report.read trend.read',
  liaison:
    'post.read review.decide import.add term.read report.read report.draft report.approve report.submit job.retry alarm.close trend.read',
  leadership: 'post.read term.read report.read trend.read',
  administrator: actions.join(' '),
  auditor: 'post.read term.read report.read trend.read user.read audit.read',
};

describe('who may do what', () => {
  for (const role of roles) {
    test(`${role}: each action is allowed or refused as written here`, () => {
      const may = actions.filter((action) => can(role, action));
      expect(may).toEqual(actions.filter((action) => allowed[role].split(' ').includes(action)));
    });
  }

  test('nobody signed in may do nothing', () => {
    expect(actions.filter((action) => can(undefined, action))).toEqual([]);
  });

  test('those who only read change nothing', () => {
    for (const role of ['leadership', 'auditor'] as const) {
      expect(actions.filter((action) => can(role, action) && !action.endsWith('.read'))).toEqual([]);
    }
  });
});
