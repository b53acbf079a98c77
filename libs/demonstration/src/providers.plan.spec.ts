import { CAPABILITIES } from '#contracts/needs';
import { type Rating, RATINGS } from '#contracts/ranking';
import { locateLot, parsePostcode } from '#domain/lots/postcode';
import { isActive } from './branch-fit.js';
import { LOTS } from './leicestershire/lots.js';
import { planProviders } from './providers.plan.js';

const TODAY = '2026-11-22';
const { providers, branches } = planProviders(TODAY);

describe('the providers of the demonstration', () => {
  it('are 40 with 55 branches, each id used once and of the form that the regulator uses', () => {
    expect(providers).toHaveLength(40);
    expect(branches).toHaveLength(55);
    const ids = [...providers, ...branches].map(({ id }) => id);
    expect(new Set(ids).size).toBe(95);
    for (const id of ids) expect(id).toMatch(/^1-999\d{7}$/);
  });

  it('give every branch a provider that is there, and every provider a name of its own', () => {
    expect(new Set(branches.map(({ providerId }) => providerId))).toEqual(
      new Set(providers.map(({ id }) => id)),
    );
    expect(new Set(providers.map(({ name }) => name)).size).toBe(40);
    expect(new Set(branches.map(({ name }) => name)).size).toBe(55);
  });

  it('have one with eight branches, one Inadequate and six Good or better', () => {
    const branchesOf = (id: string) => branches.filter(({ providerId }) => providerId === id);
    const eight = providers.map(({ id }) => branchesOf(id)).filter((group) => group.length === 8);
    expect(eight).toHaveLength(1);
    const ratings = eight.flat().map(({ ratings: { overall } }) => overall);
    expect(ratings.filter((rating) => rating === 'inadequate')).toHaveLength(1);
    expect(ratings.filter((rating) => rating === 'good' || rating === 'outstanding')).toHaveLength(6);
  });

  it('have ratings of every kind, and about a third none', () => {
    const rated = (rating: Rating | null) =>
      branches.filter(({ ratings }) => ratings.overall === rating).length;
    expect([...RATINGS, null].map(rated)).toEqual([4, 24, 6, 3, 18]);
  });

  it('date every rating before today and no rating otherwise', () => {
    for (const { ratings } of branches) {
      const { ratedOn, ...marks } = ratings;
      const isRated = Object.values(marks).some((mark) => mark !== null);
      expect([isRated, ratedOn === null || ratedOn < TODAY]).toEqual([ratedOn !== null, true]);
    }
  });

  it('have one branch deregistered and one dormant, and all others registered for personal care', () => {
    const inactive = branches.filter((branch) => !isActive(branch)).map(({ registration }) => registration);
    expect(inactive).toEqual([
      { status: 'deregistered', dormant: false, personalCare: false },
      { status: 'registered', dormant: true, personalCare: true },
    ]);
  });

  it('have their offices in their home lot', () => {
    const areas = LOTS.flatMap((lot) => lot.areas.map((area) => ({ area, lotId: lot.code })));
    for (const { postcode, homeLotCode } of branches)
      expect(locateLot(parsePostcode(postcode)?.sector ?? '', areas)).toBe(homeLotCode);
  });

  it('between them can do everything a package may ask', () => {
    expect(new Set(branches.flatMap(({ capabilities }) => capabilities))).toEqual(new Set(CAPABILITIES));
  });

  it('have quality figures in range, and none for a few that are new', () => {
    const figures = branches.map(({ quality }) => quality);
    expect(figures.filter(({ punctualPerMille }) => punctualPerMille === null).length).toBeGreaterThan(3);
    for (const { punctualPerMille, complaintsPerTenThousand } of figures) {
      expect(punctualPerMille === null).toBe(complaintsPerTenThousand === null);
      expect(punctualPerMille ?? 900).toBeLessThan(1_000);
    }
  });
});
