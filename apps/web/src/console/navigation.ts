import type { OwnUserView } from '#contracts/identity';
import type { Role } from '#contracts/roles-and-actors';
import { PATHS } from '../paths.js';

export interface NavigationItem {
  readonly text: string;
  readonly href: string;
}

const SET_UP: NavigationItem = { text: 'Set-up', href: PATHS.setUp };
const IMPORT: NavigationItem = { text: 'Import', href: PATHS.imports };
const CONTRACTS: NavigationItem = { text: 'Contracts', href: PATHS.contracts };
const SKILLS: NavigationItem = { text: 'Skills', href: PATHS.capabilities };
const MESSAGES: NavigationItem = { text: 'Messages', href: PATHS.outbox };
const PEOPLE: NavigationItem = { text: 'People', href: PATHS.people };

const AUTHORITY: readonly NavigationItem[] = [
  { text: 'Board', href: PATHS.board },
  { text: 'Packages', href: PATHS.packages },
  { text: 'Branches', href: PATHS.branches },
  { text: 'Lots', href: PATHS.coverage },
  { text: 'Restrictions', href: PATHS.restrictions },
  { text: 'Reallocations', href: PATHS.reallocations },
];

/** The console's menu for each role. The first menu item is the role's start page. */
const NAVIGATION: Readonly<Record<Role, readonly NavigationItem[]>> = {
  officer: [...AUTHORITY.slice(0, 2), PEOPLE, ...AUTHORITY.slice(2), MESSAGES],
  commissioner: [
    ...AUTHORITY.slice(0, 2),
    PEOPLE,
    ...AUTHORITY.slice(2, 4),
    CONTRACTS,
    ...AUTHORITY.slice(4),
    MESSAGES,
    IMPORT,
    SET_UP,
  ],
  provider: [
    { text: 'Work', href: PATHS.invitations },
    { text: 'Care', href: PATHS.care },
    { text: 'Capacity', href: PATHS.capacity },
    SKILLS,
    { text: 'Compliance', href: PATHS.standing },
    { text: 'Lists', href: PATHS.careLists },
  ],
  provider_administrator: [
    { text: 'Users', href: PATHS.users },
    SKILLS,
    { text: 'Keys', href: PATHS.keys },
    { text: 'Webhooks', href: PATHS.webhooks },
    { text: 'Account events', href: PATHS.accountEvents },
    MESSAGES,
  ],
  administrator: [
    { text: 'Users', href: PATHS.users },
    { text: 'Teams', href: PATHS.teams },
    { text: 'Absences', href: PATHS.absences },
    IMPORT,
    SET_UP,
    { text: 'Providers', href: PATHS.providerAdministrators },
    { text: 'Keys', href: PATHS.keys },
    { text: 'Webhooks', href: PATHS.webhooks },
    { text: 'Account events', href: PATHS.accountEvents },
    MESSAGES,
    { text: 'Contingency', href: PATHS.contingency },
    { text: 'Queues', href: PATHS.queues },
  ],
  auditor: [
    ...AUTHORITY,
    IMPORT,
    MESSAGES,
    { text: 'Account events', href: PATHS.accountEvents },
    { text: 'Contingency', href: PATHS.contingency },
    { text: 'Log', href: PATHS.audit },
  ],
};

/**
 * Returns the menu of a user. The lists that a provider confirms are an entry only while a council that is not live has
 * asked for them.
 */
export function navigationOf(
  { role, confirmsLists = false }: Pick<OwnUserView, 'role'> & Partial<Pick<OwnUserView, 'confirmsLists'>>,
  path: string,
): (NavigationItem & { readonly active: boolean })[] {
  const items = NAVIGATION[role].filter(({ href }) => confirmsLists || href !== PATHS.careLists);
  return items.map((item) => ({
    ...item,
    active: path === item.href || path.startsWith(`${item.href}/`),
  }));
}

/** Returns the address of the page that a user with this role sees after signing in. */
export function homeOf(role: Role): string {
  return NAVIGATION[role][0]?.href ?? PATHS.sessions;
}
