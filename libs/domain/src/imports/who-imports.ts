import { IMPORT_KINDS, type ImportKind } from '#contracts/imports';
import type { Role } from '#contracts/roles-and-actors';

/**
 * The kinds of file that a role imports, or reads of (docs/rules.md §7.2). An administrator has no care data, and a
 * commissioner manages no users.
 */
export function kindsFor(role: Role): readonly ImportKind[] {
  switch (role) {
    case 'administrator':
      return ['users'];
    case 'commissioner':
      return IMPORT_KINDS.filter((kind) => kind !== 'users');
    case 'auditor':
      return IMPORT_KINDS;
    case 'officer':
    case 'provider':
    case 'provider_administrator':
      return [];
  }
}
