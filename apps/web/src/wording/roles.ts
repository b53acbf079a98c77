import type { Role } from '#contracts/access';

/** What a role is called after somebody's name. */
export const ROLE_WORDING: Readonly<Record<Role, string>> = {
  officer: 'brokerage officer',
  commissioner: 'commissioner',
  provider: 'provider',
  administrator: 'administrator',
  auditor: 'auditor',
};
