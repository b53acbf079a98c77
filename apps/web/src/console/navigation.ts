import type { Role } from '#contracts/access';
import { PATHS } from '../paths.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
}

/** What those of an authority look into besides packages. */
const COMMISSIONING: readonly NavigationItem[] = [
  { text: 'Branches', href: PATHS.branches },
  { text: 'Lots', href: PATHS.coverage },
  { text: 'Restrictions', href: PATHS.restrictions },
  { text: 'Reallocations', href: PATHS.reallocations },
];

/** What each role finds at the top of every page; the first is where its work begins. */
const NAVIGATION: Readonly<Record<Role, readonly NavigationItem[]>> = {
  officer: [
    { text: 'Board', href: PATHS.board },
    { text: 'Packages', href: PATHS.packages },
    ...COMMISSIONING,
  ],
  commissioner: [
    { text: 'Board', href: PATHS.board },
    { text: 'Packages', href: PATHS.packages },
    ...COMMISSIONING,
  ],
  provider: [
    { text: 'Invitations', href: PATHS.invitations },
    { text: 'Care', href: PATHS.care },
    { text: 'Capacity', href: PATHS.capacity },
    { text: 'Standing', href: PATHS.standing },
  ],
  administrator: [
    { text: 'Users', href: PATHS.users },
    { text: 'Queues', href: PATHS.queues },
  ],
  auditor: [
    { text: 'Board', href: PATHS.board },
    { text: 'Packages', href: PATHS.packages },
    ...COMMISSIONING,
  ],
};

export function navigationOf(role: Role, path: string): (NavigationItem & { readonly active: boolean })[] {
  return NAVIGATION[role].map((item) => ({
    ...item,
    active: path === item.href || path.startsWith(`${item.href}/`),
  }));
}

/** Where somebody comes to after signing in. */
export function homeOf(role: Role): string {
  return NAVIGATION[role][0]?.href ?? PATHS.sessions;
}
