import { type Actor, PROVIDER_ROLES, type Role, ROLES } from '#contracts/roles-and-actors';

/**
 * Says which roles may call a route, and whether calls must carry an `Idempotency-Key`. Calls that create
 * something need the key.
 */
interface RouteAccessRule {
  readonly roles: readonly Role[];
  readonly creates?: true;
}

const ALL_ROLES: readonly Role[] = ROLES;
const READERS: readonly Role[] = ['officer', 'commissioner', 'auditor'];
const BROKERS: readonly Role[] = ['officer', 'commissioner'];
const COMMISSIONERS: readonly Role[] = ['commissioner'];
const PROVIDERS: readonly Role[] = ['provider'];
const ADMINISTRATORS: readonly Role[] = ['administrator'];
const USER_MANAGERS: readonly Role[] = ['administrator', 'provider_administrator'];

/**
 * The route access table: which roles may call each route or socket message (docs/rules.md §7). Acts and
 * queries also limit each call to the actor's tenant.
 */
export const ROUTE_ACCESS = {
  'session.own': { roles: ALL_ROLES },

  'key.read': { roles: ALL_ROLES },
  'key.create': { roles: [...READERS, 'provider'], creates: true },
  'key.revoke': { roles: ALL_ROLES },

  'webhook.read': { roles: ALL_ROLES },
  'webhook.create': { roles: [...READERS, 'provider'], creates: true },
  'webhook.change': { roles: ALL_ROLES },

  'feed.read': { roles: ALL_ROLES },

  'user.read': { roles: USER_MANAGERS },
  'user.invite': { roles: USER_MANAGERS, creates: true },
  'user.change': { roles: USER_MANAGERS },
  'user.limit': { roles: ['provider_administrator'] },
  'account_events.read': { roles: [...USER_MANAGERS, 'auditor'] },
  'owner.read': { roles: READERS },
  'owner.change': { roles: BROKERS },
  'colleague.read': { roles: [...READERS, 'administrator'] },
  'team.read': { roles: [...READERS, 'administrator'] },
  'team.create': { roles: ADMINISTRATORS, creates: true },
  'team.change': { roles: ADMINISTRATORS },
  'absence.read': { roles: [...READERS, 'administrator'] },
  'absence.create': { roles: [...BROKERS, 'administrator'], creates: true },
  'absence.change': { roles: [...BROKERS, 'administrator'] },
  'provider_administrator.read': { roles: ADMINISTRATORS },
  'provider_administrator.withdraw': { roles: ADMINISTRATORS },

  'lot.read': { roles: [...READERS, 'administrator'] },
  'lot.locate': { roles: READERS },
  'lot.create': { roles: COMMISSIONERS, creates: true },
  'lot.change': { roles: COMMISSIONERS },
  'clock.read': { roles: READERS },
  'clock.change': { roles: COMMISSIONERS },

  'provider.read': { roles: ALL_ROLES },
  'provider.create': { roles: COMMISSIONERS, creates: true },
  'branch.change': { roles: COMMISSIONERS },
  'capabilities.read': { roles: [...READERS, ...PROVIDER_ROLES] },
  'capabilities.read_own': { roles: PROVIDER_ROLES },
  'capabilities.declare': { roles: PROVIDER_ROLES, creates: true },
  'capabilities.answer': { roles: COMMISSIONERS, creates: true },
  'contract.read': { roles: [...READERS, 'provider'] },
  'contract.create': { roles: COMMISSIONERS, creates: true },
  'contract.change': { roles: COMMISSIONERS },
  'framework.read': { roles: READERS },
  'capacity.read': { roles: [...READERS, 'provider'] },
  'capacity.declare': { roles: PROVIDERS },
  'work.read': { roles: PROVIDERS },

  'import.read': { roles: ['commissioner', 'administrator', 'auditor'] },
  'import.upload': { roles: ['commissioner', 'administrator'], creates: true },
  'import.change': { roles: ['commissioner', 'administrator'] },

  'cut_over.read': { roles: READERS },
  'cut_over.change': { roles: COMMISSIONERS },
  'figures.read': { roles: READERS },
  'figures.upload': { roles: COMMISSIONERS, creates: true },
  'care_list.read': { roles: PROVIDERS },
  'care_list.confirm': { roles: PROVIDERS },
  'care_list.dispute': { roles: PROVIDERS, creates: true },

  'person.read': { roles: READERS },
  'person.search': { roles: BROKERS, creates: true },
  'person.read_search': { roles: BROKERS },
  'person.create': { roles: BROKERS, creates: true },
  'person.change': { roles: BROKERS },
  'person.merge': { roles: BROKERS },
  'person.cared_for': { roles: PROVIDERS },

  'package.read': { roles: READERS },
  'package.create': { roles: BROKERS, creates: true },
  'package.change': { roles: BROKERS },

  'broadcast.read': { roles: READERS },
  'broadcast.publish': { roles: BROKERS, creates: true },
  'broadcast.change': { roles: BROKERS },
  'offer.compare': { roles: READERS },
  'award_file.read': { roles: READERS },
  'audit.read': { roles: ['auditor'] },

  'invitation.read': { roles: PROVIDERS },
  'invitation.answer': { roles: PROVIDERS },
  'offer.read': { roles: PROVIDERS },
  'offer.make': { roles: PROVIDERS, creates: true },
  'offer.change': { roles: PROVIDERS },

  'award.read': { roles: [...READERS, 'provider'] },
  'award.make': { roles: BROKERS, creates: true },
  'award.withdraw': { roles: BROKERS, creates: true },
  'contact_attempt.read': { roles: READERS },
  'contact_attempt.record': { roles: BROKERS, creates: true },
  'award.start': { roles: [...BROKERS, 'provider'], creates: true },

  'care.read': { roles: PROVIDERS },
  'placement.read': { roles: [...READERS, 'provider'] },
  'placement.vary': { roles: BROKERS, creates: true },
  'placement.end': { roles: BROKERS },
  'placement.change_deliverer': { roles: BROKERS, creates: true },
  'variation.read': { roles: [...READERS, 'provider'] },
  'variation.request': { roles: [...BROKERS, 'provider'], creates: true },
  'variation.approve': { roles: BROKERS, creates: true },
  'variation.refuse': { roles: BROKERS },
  'variation.withdraw': { roles: [...BROKERS, 'provider'] },

  'restriction.read': { roles: [...READERS, 'provider'] },
  'restriction.create': { roles: COMMISSIONERS, creates: true },
  'restriction.change': { roles: COMMISSIONERS },
  'restriction.pause': { roles: PROVIDERS, creates: true },
  'restriction.resume': { roles: PROVIDERS },
  'contest.create': { roles: [...COMMISSIONERS, 'provider'], creates: true },
  'contest.answer': { roles: COMMISSIONERS },
  'permission.read': { roles: READERS },
  'permission.create': { roles: COMMISSIONERS, creates: true },
  'permission.change': { roles: COMMISSIONERS },

  'hand_back.read': { roles: [...READERS, 'provider'] },
  'hand_back.create': { roles: [...COMMISSIONERS, 'provider'], creates: true },
  'reallocation.read': { roles: READERS },
  'reallocation.change': { roles: COMMISSIONERS },
  'case.change': { roles: BROKERS },
  'document.read': { roles: [...READERS, 'provider'] },
  'document.upload': { roles: [...BROKERS, 'provider'], creates: true },
  'report.read': { roles: [...READERS, 'provider'] },
  'report.submit': { roles: PROVIDERS, creates: true },
  'report.export': { roles: READERS },
  'head_room.read': { roles: [...READERS, 'provider'] },
  'ledger.read': { roles: READERS },
  'preview.read': { roles: COMMISSIONERS },

  'message.read': { roles: [...READERS, ...USER_MANAGERS] },
  'message_rules.read': { roles: ALL_ROLES },
  'message_link.read': { roles: ALL_ROLES },
  'own_message.read': { roles: ALL_ROLES },
  'own_message.see': { roles: ALL_ROLES },
  'board.read': { roles: READERS },
  'concern.read': { roles: READERS },
  'set_up.read': { roles: ['administrator', 'commissioner'] },
  'coverage.read': { roles: READERS },

  'contingency.read': { roles: ['administrator', 'auditor'] },
  'contingency.change': { roles: ADMINISTRATORS },

  'queue.read': { roles: ADMINISTRATORS },
  'queue.retry': { roles: ADMINISTRATORS },

  'live.connect': { roles: ALL_ROLES },
} as const satisfies Record<string, RouteAccessRule>;

export type RouteAccess = keyof typeof ROUTE_ACCESS;

const ruleOf = (access: RouteAccess): RouteAccessRule => ROUTE_ACCESS[access];

/**
 * True if the actor's role may call the route. Always false for the system actor, which calls acts directly
 * and never a route.
 */
export function mayUseRoute(actor: Actor, access: RouteAccess): boolean {
  return actor.kind !== 'system' && ruleOf(access).roles.includes(actor.role);
}

export function needsIdempotencyKey(access: RouteAccess): boolean {
  return ruleOf(access).creates === true;
}
