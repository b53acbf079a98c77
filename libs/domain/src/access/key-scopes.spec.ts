import { KEY_SCOPES } from '#contracts/keys';
import { ROLES } from '#contracts/roles-and-actors';
import { mayKeyUseRoute, scopesOfRole } from './key-scopes.js';
import { ROUTE_ACCESS, type RouteAccess } from './route-access.js';

const ROUTES = Object.keys(ROUTE_ACCESS) as RouteAccess[];

describe('a machine key', () => {
  it.each([
    { scopes: ['packages:read'], access: 'package.read', may: true, why: 'the scope of the route' },
    { scopes: ['packages:read'], access: 'package.create', may: false, why: 'a scope that only reads' },
    {
      scopes: ['packages:write'],
      access: 'package.read',
      may: false,
      why: 'writing does not include reading',
    },
    { scopes: ['events'], access: 'live.connect', may: true, why: 'events are pushed too' },
    { scopes: [], access: 'package.read', may: false, why: 'no scope' },
  ] as const)('with $scopes uses $access: $may ($why)', ({ scopes, access, may }) => {
    expect(mayKeyUseRoute(scopes, access)).toBe(may);
  });

  it.each([
    'session.own',
    'key.read',
    'key.create',
    'key.revoke',
    'user.invite',
    'contingency.change',
  ] as const)('never uses %s, whatever its scopes', (access) => {
    expect(mayKeyUseRoute(KEY_SCOPES, access)).toBe(false);
  });

  it('needs each scope for some route', () => {
    const useless = KEY_SCOPES.filter((scope) => !ROUTES.some((access) => mayKeyUseRoute([scope], access)));
    expect(useless).toEqual([]);
  });

  it('is never made by an administrator, and has no scope that opens nothing to its role', () => {
    expect(scopesOfRole('administrator')).toEqual([]);
    expect(scopesOfRole('provider_administrator')).toEqual([]);
    for (const role of ROLES)
      for (const scope of scopesOfRole(role)) {
        const opened = ROUTES.filter((access) => mayKeyUseRoute([scope], access));
        expect(
          opened.some((access) => (ROUTE_ACCESS[access].roles as readonly string[]).includes(role)),
        ).toBe(true);
      }
  });

  it('of a provider cannot get the scopes of a council', () => {
    const own = scopesOfRole('provider');
    expect(own).toContain('offers:write');
    expect(own).not.toContain('packages:read');
    expect(own).not.toContain('people:read');
  });
});
