import { ROLES } from '#contracts/roles-and-actors';
import { ROUTE_ACCESS, type RouteAccess, mayUseRoute } from './route-access.js';

const staff = (role: 'officer' | 'commissioner' | 'administrator' | 'auditor') =>
  ({ kind: 'staff', role, userId: 'u', sessionId: 's', authorityId: 'a' }) as const;
const entries = Object.keys(ROUTE_ACCESS) as RouteAccess[];

describe('route access', () => {
  it('names only roles that exist', () => {
    for (const { roles } of Object.values(ROUTE_ACCESS))
      for (const role of roles) expect(ROLES).toContain(role);
  });

  it('never admits the system, which calls acts directly', () => {
    expect(entries.filter((access) => mayUseRoute({ kind: 'system' }, access))).toEqual([]);
  });

  it('lets a commissioner do whatever an officer may (docs/rules.md §7)', () => {
    const missing = entries.filter(
      (access) => mayUseRoute(staff('officer'), access) && !mayUseRoute(staff('commissioner'), access),
    );
    expect(missing).toEqual([]);
  });

  it('lets an auditor change nothing but the own keys, webhooks and what of the own messages was seen', () => {
    const own: RouteAccess[] = [
      'key.create',
      'key.revoke',
      'webhook.create',
      'webhook.change',
      'own_message.see',
    ];
    const open = entries.filter((access) => mayUseRoute(staff('auditor'), access) && !own.includes(access));
    expect(open.filter((access) => !/\.(read|own|compare|locate|connect|export)$/.test(access))).toEqual([]);
  });

  // Of imports, an administrator sees and makes those of users only (`kindsFor`).
  it('keeps an administrator from all care data', () => {
    const open = entries.filter((access) => mayUseRoute(staff('administrator'), access));
    expect(open).toEqual([
      'session.own',
      'key.read',
      'key.revoke',
      'webhook.read',
      'webhook.change',
      'feed.read',
      'user.read',
      'user.invite',
      'user.change',
      'account_events.read',
      'colleague.read',
      'team.read',
      'team.create',
      'team.change',
      'absence.read',
      'absence.create',
      'absence.change',
      'provider_administrator.read',
      'provider_administrator.withdraw',
      'lot.read',
      'provider.read',
      'import.read',
      'import.upload',
      'import.change',
      'message.read', // messages name references only
      'message_rules.read',
      'message_link.read',
      'own_message.read',
      'own_message.see',
      'set_up.read',
      'contingency.read',
      'contingency.change',
      'queue.read',
      'queue.retry',
      'live.connect',
    ]);
  });
});
