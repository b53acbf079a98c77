import { AUTHORITY_ROLES, PROVIDER_ROLES } from '#contracts/roles-and-actors';
import { planDemonstration } from './demonstration.plan.js';
import { usersShown } from './users.plan.js';

const plan = planDemonstration('2026-11-22');
const { users, branches, contracts, restrictions } = plan;
const shown = usersShown(users, branches, contracts, restrictions);

describe('the users of the demonstration', () => {
  it('are one for each role of the authority, and one user and one administrator for each provider', () => {
    const staff = users.filter(({ providerId }) => providerId === null);
    expect(new Set(staff.map(({ role }) => role))).toEqual(new Set(AUTHORITY_ROLES));
    for (const role of PROVIDER_ROLES)
      expect(users.filter((user) => user.role === role).map(({ providerId }) => providerId)).toEqual(
        plan.providers.map(({ id }) => id),
      );
  });

  it('have addresses that nobody else has, at domains that do not exist', () => {
    const emails = users.map(({ email }) => email);
    expect(new Set(emails).size).toBe(emails.length);
    for (const email of emails) expect(email).toMatch(/^[a-z]+@[a-z-]+\.example$/);
  });

  it('are shown with each role, the restricted provider, and two others that Loughborough asks first', () => {
    expect(shown.map(({ role }) => role)).toEqual([
      'officer',
      'commissioner',
      'administrator',
      'auditor',
      'provider',
      'provider',
      'provider',
      'provider_administrator',
    ]);
    const providersShown = shown.slice(4, 7).map(({ providerId }) => providerId);
    const branchesOf = (providerId: string | null) =>
      branches.filter((branch) => branch.providerId === providerId).map(({ id }) => id);
    const [restricted, ...first] = providersShown.map(branchesOf);
    expect(restrictions.some(({ branchId, toOn }) => restricted?.includes(branchId) && toOn === null)).toBe(
      true,
    );
    for (const ids of first)
      expect(contracts.some((it) => it.lotCode === 'CH1' && it.tier === 1 && ids.includes(it.branchId))).toBe(
        true,
      );
  });
});
