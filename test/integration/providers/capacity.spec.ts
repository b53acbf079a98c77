import { capacitiesIn } from '#brokerage/providers/capacity.queries';
import { DeclareCapacity, type DeclareCapacityCommand } from '#brokerage/providers/declare-capacity';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('declaring capacity', () => {
  let world: World;
  let lot: LotEntity;
  beforeAll(async () => {
    world = await World.open();
    lot = await world.aLot();
  });
  afterAll(() => world.close());

  const declare = (by: TestUser, branchId: string, given: Partial<DeclareCapacityCommand> = {}) =>
    world.get(DeclareCapacity).execute(by.caller, {
      branchId,
      lotId: lot.id,
      spareMinutes: 900,
      bands: ['breakfast', 'tea'],
      doubleUps: false,
      ...given,
    });

  /**
   * Creates a provider and a branch of the provider. The branch has a contract but has not declared capacity.
   */
  async function aContractedProvider(terms: { endsOn?: string } = {}) {
    const { branch, provider } = await world.aProviderWithBranch();
    await world.aContract({ lot, branchId: branch.id, ...terms });
    return { branch, provider, user: await world.aUser({ role: 'provider', providerId: provider.id }) };
  }

  it('says what a branch has to spare, from now', async () => {
    const { user, branch, provider } = await aContractedProvider();
    const declared = await declare(user, branch.id);

    expect(declared).toEqual({
      branchId: branch.id,
      lotId: lot.id,
      authorityId: lot.authorityId,
      spareMinutes: 900,
      bands: ['breakfast', 'tea'],
      doubleUps: false,
      declaredAt: world.clock.now().toISOString(),
      version: 1,
    });
    expect(
      await world.rows(
        'SELECT name, authority_id, provider_ids, payload FROM event WHERE subject_type = $1',
        ['capacity'],
      ),
    ).toEqual([
      {
        name: 'capacity.declared',
        authority_id: lot.authorityId,
        provider_ids: [provider.id],
        payload: { branchId: branch.id, lotId: lot.id, spareMinutes: 900 },
      },
    ]);
  });

  it('needs to know what it replaces', async () => {
    const { user, branch } = await aContractedProvider();
    await declare(user, branch.id);
    await expect(declare(user, branch.id)).rejects.toMatchObject({
      code: 'version_required',
      facts: { current: 1 },
    });
    expect(await declare(user, branch.id, { version: 1, spareMinutes: 0 })).toMatchObject({
      spareMinutes: 0,
      version: 2,
    });
  });

  it('is refused when work was taken meanwhile, and says how much', async () => {
    const { lot: other, winner } = await world.anAward();
    const stale = { lotId: other.id, version: 1, spareMinutes: 6_000 };
    await expect(declare(winner.user, winner.branch.id, stale)).rejects.toMatchObject({
      code: 'version_stale',
      facts: { expected: 1, current: 2, spareMinutes: 5_475, takenMinutes: 525 },
    });
  });

  it('counts once when it is first declared twice at the same moment', async () => {
    const { user, branch } = await aContractedProvider();
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => declare(user, branch.id)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: expect.stringMatching(/^version_(stale|required)$/) });
  });

  it('is for the own branch, where it has work', async () => {
    const { user, branch } = await aContractedProvider();
    const other = await aContractedProvider();
    const today = londonDate(world.clock.now());
    const over = await aContractedProvider({ endsOn: addDays(today, -1) });
    const lastDay = await aContractedProvider({ endsOn: today });
    const elsewhere = await world.aLot();

    await expect(declare(user, other.branch.id)).rejects.toMatchObject({ code: 'branch_not_found' });
    await expect(declare(user, branch.id, { lotId: elsewhere.id })).rejects.toMatchObject({
      code: 'lot_not_found',
    });
    await expect(declare(over.user, over.branch.id)).rejects.toMatchObject({ code: 'lot_not_found' });
    await expect(declare(lastDay.user, lastDay.branch.id)).resolves.toBeDefined();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    expect(() => declare(officer, branch.id)).toThrow(expect.objectContaining({ code: 'role_not_allowed' }));
  });

  it('is also for a branch that delivers for another', async () => {
    const lead = await world.aContractedBranch({ lot });
    const { branch, provider } = await world.aProviderWithBranch();
    const user = await world.aUser({ role: 'provider', providerId: provider.id });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const pair = { branchId: lead.branch.id, deliveringBranchId: branch.id, lotId: lot.id };
    await world.get(RecordSubcontract).execute(commissioner.caller, { ...pair, startsOn: '2026-01-01' });

    await expect(declare(user, branch.id)).resolves.toMatchObject({ spareMinutes: 900 });
  });

  it('is seen by the authority as a whole, and by each provider of its own', async () => {
    const authority = await world.anAuthority();
    const own = await world.aLot({ authorityId: authority.id });
    const [first, second] = [
      await world.aContractedBranch({ lot: own }),
      await world.aContractedBranch({ lot: own }),
    ];
    const branches = async (scope: Parameters<typeof capacitiesIn>[1], filter = {}) =>
      (await capacitiesIn(world.reader, scope, filter)).map(({ branchId }) => branchId).toSorted();

    const both = [first.branch.id, second.branch.id].toSorted();
    expect(await branches({ authorityId: authority.id })).toEqual(both);
    expect(await branches({ authorityId: authority.id }, { branchId: first.branch.id })).toEqual([
      first.branch.id,
    ]);
    expect(await branches({ authorityId: authority.id }, { lotId: lot.id })).toEqual([]);
    expect(await branches({ providerId: second.provider.id })).toEqual([second.branch.id]);
  });
});
