import { ROLES, type Role } from '#contracts/roles-and-actors';
import { mayChangeRole, rolesGivenBy } from './role-change.js';

describe('a change of role', () => {
  it.each<{ from: Role; to: Role; may: boolean; why: string }>([
    { from: 'officer', to: 'commissioner', may: true, why: 'within the authority' },
    { from: 'administrator', to: 'officer', may: true, why: 'within the authority' },
    { from: 'provider', to: 'provider_administrator', may: true, why: 'within the provider' },
    { from: 'provider_administrator', to: 'provider', may: false, why: 'an administrator never bids' },
    { from: 'administrator', to: 'provider', may: false, why: 'to another organisation' },
    { from: 'provider', to: 'officer', may: false, why: 'to another organisation' },
  ])('from $from to $to ($why) is allowed: $may', ({ from, to, may }) => {
    expect(mayChangeRole(from, to)).toBe(may);
  });

  it('lets only administrators give roles, each in the own organisation', () => {
    const given = Object.fromEntries(ROLES.map((role) => [role, rolesGivenBy(role)]));
    expect(given).toEqual({
      officer: [],
      commissioner: [],
      auditor: [],
      provider: [],
      administrator: ['officer', 'commissioner', 'administrator', 'auditor'],
      provider_administrator: ['provider', 'provider_administrator'],
    });
  });
});
