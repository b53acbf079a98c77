import type { Role } from '#contracts/roles-and-actors';

export const ROLE_WORDING: Readonly<Record<Role, string>> = {
  officer: 'brokerage officer',
  commissioner: 'commissioner',
  provider: 'provider',
  provider_administrator: 'provider administrator',
  administrator: 'administrator',
  auditor: 'auditor',
};
