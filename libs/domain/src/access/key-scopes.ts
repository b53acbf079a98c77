import { KEY_SCOPES, type KeyScope } from '#contracts/keys';
import type { Role } from '#contracts/roles-and-actors';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

/**
 * The scope that a machine key needs for each route (docs/rules.md §7.6). Null for a route that no key may use: accounts,
 * keys and the settings of an organisation.
 */
const SCOPE_OF: Readonly<Record<RouteAccess, KeyScope | null>> = {
  'session.own': null,
  'key.read': null,
  'key.create': null,
  'key.revoke': null,
  'webhook.read': null,
  'webhook.create': null,
  'webhook.change': null,
  'user.read': null,
  'user.invite': null,
  'user.change': null,
  'user.limit': null,
  'account_events.read': null,
  'team.create': null,
  'team.change': null,
  'absence.read': null,
  'absence.create': null,
  'absence.change': null,
  'provider_administrator.read': null,
  'provider_administrator.withdraw': null,
  'set_up.read': null,
  'contingency.read': null,
  'contingency.change': null,
  'queue.read': null,
  'queue.retry': null,

  'feed.read': 'events',
  'live.connect': 'events',

  'lot.read': 'framework:read',
  'lot.locate': 'framework:read',
  'clock.read': 'framework:read',
  'provider.read': 'framework:read',
  'contract.read': 'framework:read',
  'framework.read': 'framework:read',
  'capacity.read': 'framework:read',
  'capabilities.read': 'framework:read',
  'capabilities.read_own': 'framework:read',
  'coverage.read': 'framework:read',
  'lot.create': 'framework:write',
  'lot.change': 'framework:write',
  'clock.change': 'framework:write',
  'provider.create': 'framework:write',
  'branch.change': 'framework:write',
  'contract.create': 'framework:write',
  'contract.change': 'framework:write',
  'capabilities.answer': 'framework:write',

  'person.read': 'people:read',
  'person.search': 'people:read',
  'person.read_search': 'people:read',
  'person.create': 'people:write',
  'person.change': 'people:write',
  'person.merge': 'people:write',

  'package.read': 'packages:read',
  'broadcast.read': 'packages:read',
  'offer.compare': 'packages:read',
  'award_file.read': 'packages:read',
  'contact_attempt.read': 'packages:read',
  'board.read': 'packages:read',
  'message.read': 'packages:read',
  'message_rules.read': 'framework:read',
  'message_link.read': null,
  'own_message.read': null,
  'own_message.see': null,
  'concern.read': 'packages:read',
  'owner.read': 'packages:read',
  'colleague.read': 'packages:read',
  'team.read': 'packages:read',
  'package.create': 'packages:write',
  'package.change': 'packages:write',
  'broadcast.publish': 'packages:write',
  'broadcast.change': 'packages:write',
  'award.make': 'packages:write',
  'award.withdraw': 'packages:write',
  'contact_attempt.record': 'packages:write',
  'owner.change': 'packages:write',
  'case.change': 'packages:write',

  'invitation.read': 'invitations:read',
  'offer.read': 'invitations:read',
  'work.read': 'invitations:read',
  'invitation.answer': 'offers:write',
  'offer.make': 'offers:write',
  'offer.change': 'offers:write',

  'award.read': 'care:read',
  'care.read': 'care:read',
  'person.cared_for': 'care:read',
  'placement.read': 'care:read',
  'variation.read': 'care:read',
  'head_room.read': 'care:read',
  'care_list.read': 'care:read',
  'award.start': 'care:write',
  'placement.vary': 'care:write',
  'placement.end': 'care:write',
  'placement.change_deliverer': 'care:write',
  'variation.request': 'care:write',
  'variation.approve': 'care:write',
  'variation.refuse': 'care:write',
  'variation.withdraw': 'care:write',
  'care_list.confirm': 'care:write',
  'care_list.dispute': 'care:write',

  'capacity.declare': 'capacity:write',
  'capabilities.declare': 'capacity:write',

  'restriction.read': 'restrictions:read',
  'permission.read': 'restrictions:read',
  'hand_back.read': 'restrictions:read',
  'reallocation.read': 'restrictions:read',
  'report.read': 'restrictions:read',
  'ledger.read': 'restrictions:read',
  'preview.read': 'restrictions:read',
  'restriction.create': 'restrictions:write',
  'restriction.change': 'restrictions:write',
  'restriction.pause': 'restrictions:write',
  'restriction.resume': 'restrictions:write',
  'contest.create': 'restrictions:write',
  'contest.answer': 'restrictions:write',
  'permission.create': 'restrictions:write',
  'permission.change': 'restrictions:write',
  'hand_back.create': 'restrictions:write',
  'reallocation.change': 'restrictions:write',
  'report.submit': 'restrictions:write',

  'document.read': 'documents:read',
  'document.upload': 'documents:write',

  'import.read': 'imports',
  'import.upload': 'imports',
  'import.change': 'imports',
  'cut_over.read': 'imports',
  'cut_over.change': 'imports',
  'figures.read': 'imports',
  'figures.upload': 'imports',

  'audit.read': 'audit:read',
  'report.export': 'audit:read',
};

/** True if a key with these scopes may use the route. The role of the key's user is asked as well. */
export function mayKeyUseRoute(scopes: readonly KeyScope[], access: RouteAccess): boolean {
  const scope = SCOPE_OF[access];
  return scope !== null && scopes.includes(scope);
}

/** Returns the scopes that open at least one route to a role. Administrators get none: they may make no key. */
export function scopesOfRole(role: Role): KeyScope[] {
  const opened = new Set(
    (Object.keys(ROUTE_ACCESS) as RouteAccess[])
      .filter((access) => (ROUTE_ACCESS[access].roles as readonly Role[]).includes(role))
      .map((access) => SCOPE_OF[access]),
  );
  if (role === 'administrator' || role === 'provider_administrator') return [];
  return KEY_SCOPES.filter((scope) => opened.has(scope));
}
