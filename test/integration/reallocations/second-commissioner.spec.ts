import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { branchView } from '#brokerage/providers/providers.queries';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { ReallocationGround } from '#contracts/jobs';
import type { Condition, RestrictionView } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { careLive } from '../../support/builders/live-care.js';
import { started } from '../../support/builders/reallocations.js';
import { aRestriction } from '../../support/builders/restrictions.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';
import { aSource } from '../../support/builders/register-sources.js';

/** Tests that a user who recorded why care must leave a branch does not also start the reallocation. */
describe('what would move people', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const SUSPENDED: readonly Condition[] = [{ kind: 'suspended' }];
  const REFUSED = { code: 'second_commissioner_needed' };

  /** Creates a branch with live care, and two commissioners of the authority. */
  async function aBranchWithCare() {
    const lot = await world.aLot();
    const { authorityId } = lot;
    const recorder = await world.aUser({ role: 'commissioner', authorityId });
    const second = await world.aUser({ role: 'commissioner', authorityId });
    const { branch } = await world.aContractedBranch({ lot });
    await careLive(world, { lot, branchId: branch.id });
    return { lot, recorder, second, branchId: branch.id };
  }

  const notice = (by: TestUser, branchId: string, conditions = SUSPENDED): Promise<RestrictionView> =>
    aRestriction(world, { by, branchId, source: 'cqc', conditions });

  const amend = (by: TestUser, { id, version }: RestrictionView, conditions = SUSPENDED) =>
    world
      .get(AmendRestriction)
      .execute(by.caller, { restrictionId: id, version, reason: 'Told again', conditions });

  async function proposed({ authorityId }: LotEntity, ground: ReallocationGround) {
    await world.get(ProposeReallocations).execute(ground);
    const { items } = await reallocationPage(world.reader, authorityId, { status: 'proposed' });
    const found = items.find(({ restrictionId, cause }) =>
      'restrictionId' in ground ? restrictionId === ground.restrictionId : cause === 'closure',
    );
    if (!found) throw new Error('the ground proposes a reallocation');
    return found;
  }

  const deregister = async (by: TestUser, branchId: string) => {
    const { id, version, ...file } = await branchView(world.reader, branchId);
    const { name, postcode, ratings, registration } = file;
    await world.get(ChangeBranch).execute(by.caller, {
      ...{ branchId: id, version, name, postcode, ratings },
      registration: { ...registration, status: 'deregistered' },
      source: aSource(version),
    });
  };

  it('by a notice of CQC is not started by its recorder, but by another commissioner', async () => {
    const { lot, recorder, second, branchId } = await aBranchWithCare();
    const { id } = await notice(recorder, branchId);
    const proposal = await proposed(lot, { restrictionId: id });
    expect(proposal).toMatchObject({ ownerId: second.id, mayNotStart: [recorder.id] });
    await expect(started(world, { commissioner: recorder, proposal })).rejects.toMatchObject(REFUSED);
    await expect(started(world, { commissioner: second, proposal })).resolves.toMatchObject({
      status: 'running',
      mayNotStart: [],
    });
  });

  it('by a lost registration is not started by the user who recorded the loss', async () => {
    const { lot, recorder, second, branchId } = await aBranchWithCare();
    await deregister(recorder, branchId);
    const proposal = await proposed(lot, { closedBranchId: branchId });
    await expect(started(world, { commissioner: recorder, proposal })).rejects.toMatchObject(REFUSED);
    await expect(started(world, { commissioner: second, proposal })).resolves.toMatchObject({});
  });

  it('belongs to the recorder if the authority has no other commissioner, until an administrator adds one', async () => {
    const lot = await world.aLot();
    const recorder = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { branch } = await world.aContractedBranch({ lot });
    await careLive(world, { lot, branchId: branch.id });
    const { id } = await notice(recorder, branch.id);
    const proposal = await proposed(lot, { restrictionId: id });
    expect(proposal.ownerId).toBe(recorder.id);
    await expect(started(world, { commissioner: recorder, proposal })).rejects.toMatchObject(REFUSED);
    const added = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await expect(started(world, { commissioner: added, proposal })).resolves.toMatchObject({});
  });

  it('is started in another authority by its own commissioner, who learns no user of the recorder’s', async () => {
    const { lot, recorder, branchId } = await aBranchWithCare();
    const other = await world.aLot();
    const theirs = await world.aUser({ role: 'commissioner', authorityId: other.authorityId });
    await world.aContract({ lot: other, branchId });
    await careLive(world, { lot: other, branchId });
    const { id } = await notice(recorder, branchId);
    const proposal = await proposed(other, { restrictionId: id });
    expect(proposal.mayNotStart).toEqual([]);
    await expect(started(world, { commissioner: theirs, proposal })).resolves.toMatchObject({});
    expect((await proposed(lot, { restrictionId: id })).mayNotStart).toEqual([recorder.id]);
  });

  it.each([{ first: 'the same user' }, { first: 'a colleague' }])(
    'is not started by the user who amended a notice of $first into a suspension',
    async ({ first }) => {
      const { lot, recorder, second, branchId } = await aBranchWithCare();
      const by = first === 'a colleague' ? second : recorder;
      const harmless = await notice(by, branchId, [{ kind: 'no_new_people' }]);
      await amend(recorder, harmless);
      const proposal = await proposed(lot, { restrictionId: harmless.id });
      await expect(started(world, { commissioner: recorder, proposal })).rejects.toMatchObject(REFUSED);
      await expect(started(world, { commissioner: second, proposal })).resolves.toMatchObject({});
    },
  );

  it.each(['authority', 'cqc'] as const)(
    'is not started by way of a second notice (%s) of the same user',
    async (source) => {
      const { lot, recorder, second, branchId } = await aBranchWithCare();
      await notice(recorder, branchId);
      const again = await aRestriction(world, { by: recorder, branchId, source, conditions: SUSPENDED });
      const proposal = await proposed(lot, { restrictionId: again.id });
      await expect(started(world, { commissioner: recorder, proposal })).rejects.toMatchObject(REFUSED);
      await expect(started(world, { commissioner: second, proposal })).resolves.toMatchObject({});
    },
  );

  it('is started by the recorder of a notice that was lifted, on a ground of a colleague', async () => {
    const { lot, recorder, second, branchId } = await aBranchWithCare();
    const first = await notice(recorder, branchId);
    const command = { restrictionId: first.id, reason: 'Re-inspected' };
    await world.get(LiftRestriction).execute(recorder.caller, command);
    const { id } = await notice(second, branchId);
    const proposal = await proposed(lot, { restrictionId: id });
    await expect(started(world, { commissioner: recorder, proposal })).resolves.toMatchObject({});
  });

  it('is not started by a user whose amendment commits while the start waits for it', async () => {
    const { lot, recorder, second, branchId } = await aBranchWithCare();
    const present = await notice(second, branchId);
    const proposal = await proposed(lot, { restrictionId: present.id });
    const gate = await holdCommits(world);
    const amending = amend(recorder, present, [...SUSPENDED, { kind: 'reporting', everyDays: 7 }]);
    await untilLockWaits(world, 1);
    const starting = Promise.allSettled([started(world, { commissioner: recorder, proposal })]);
    await untilLockWaits(world, 2);
    await gate.release();
    await amending;
    expect(await starting).toMatchObject([{ status: 'rejected', reason: REFUSED }]);
  });
});
