/** The navigation, in order. The first four stay in the bar of a phone. */
import type { Messages } from '#lib/i18n/index.ts';
import { can, type Action } from '#lib/permissions.ts';
import type { IconName } from '#lib/ui/icons.ts';
import type { Role } from '#vigia/db/schema/people.ts';

export interface Section {
  path: string;
  name: Exclude<keyof Messages['common']['nav'], 'label' | 'more'>;
  icon: IconName;
  needs: Action | null;
}

const sections: Section[] = [
  { path: '/', name: 'home', icon: 'home', needs: null },
  { path: '/triage', name: 'triage', icon: 'desk', needs: 'post.read' },
  { path: '/reports', name: 'reports', icon: 'report', needs: 'report.read' },
  { path: '/trends', name: 'trends', icon: 'trend', needs: 'trend.read' },
  { path: '/watch', name: 'watch', icon: 'watch', needs: 'term.read' },
  { path: '/import', name: 'intake', icon: 'intake', needs: 'import.add' },
  { path: '/people', name: 'people', icon: 'people', needs: 'user.read' },
  { path: '/audit', name: 'audit', icon: 'audit', needs: 'audit.read' },
];

/** What a person of this role can open. */
export const sectionsFor = (role: Role): Section[] =>
  sections.filter(({ needs }) => needs === null || can(role, needs));

/** Whether the section at `path` holds the page at `pathname`. A post is part of the desk. */
export function holds(path: string, pathname: string): boolean {
  if (path === '/') return pathname === '/';
  if (path === '/triage' && pathname.startsWith('/posts/')) return true;
  return pathname === path || pathname.startsWith(`${path}/`);
}
