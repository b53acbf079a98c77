import { ROLES, type Role } from '#contracts/roles-and-actors';
import { TestConsole } from '../../testing/test-console.js';

const BROKERS: readonly Role[] = ['officer', 'commissioner'];

describe('a form for some roles', () => {
  it.each([
    ['/packages/new', BROKERS],
    ['/packages/p/change', BROKERS],
    ['/people/new', BROKERS],
    ['/people', BROKERS],
    ['/people/searches/s', BROKERS],
    ['/people/p/change', BROKERS],
    ['/packages/p/placements/c/hours', BROKERS],
    ['/branches/1-1/change', ['commissioner']],
    ['/branches/1-1/registration', ['commissioner']],
    ['/lots/l/change', ['commissioner']],
    ['/users', ['administrator', 'provider_administrator']],
    ['/users/new', ['administrator', 'provider_administrator']],
    ['/users/u', ['administrator', 'provider_administrator']],
    ['/account-events', ['administrator', 'provider_administrator', 'auditor']],
    ['/log', ['auditor']],
    ['/log/head', ['auditor']],
    ['/provider-administrators', ['administrator']],
    ['/provider-administrators/1-1/invite', ['administrator']],
    ['/branches/1-1/restrict', ['commissioner']],
    ['/branches/1-1/hand-back', ['commissioner']],
    ['/restrictions/r/amend', ['commissioner']],
    ['/restrictions', [...BROKERS, 'auditor', 'administrator']],
  ] as const)('%s is shown only to %j', async (path, roles) => {
    for (const role of ROLES) {
      const site = await TestConsole.open({});
      const { status, text } = await site.signedIn(role).get(path);
      expect([role, status === 403]).toEqual([role, !(roles as readonly Role[]).includes(role)]);
      if (status === 403) expect(text).toContain('Your role does not allow this.');
    }
  });
});
