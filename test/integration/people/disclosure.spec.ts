import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { ExcludeBranch } from '#brokerage/people/exclude-branch';
import { readCaredFor, readCaredForInPlacement } from '#brokerage/people/steps/read-person';
import { EndPlacement } from '#brokerage/placements/end-placement';
import type { ProviderActor } from '#contracts/roles-and-actors';
import type { CaredForPerson } from '#contracts/people';
import { tenantOf } from '#platform/database/tenant';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('who sees the person that care is for', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const reading = () => ({ at: world.clock.now(), purpose: 'test' });
  const byAward = (user: TestUser, awardId: string): Promise<CaredForPerson> =>
    world
      .get(Database)
      .transaction(
        tenantOf(user.actor),
        (tx) => readCaredFor(tx, user.actor as ProviderActor, awardId, reading()),
        { kind: 'award', id: awardId },
      );
  const byPlacement = (user: TestUser, id: string): Promise<CaredForPerson> =>
    world
      .get(Database)
      .transaction(
        tenantOf(user.actor),
        (tx) => readCaredForInPlacement(tx, user.actor as ProviderActor, id, reading()),
        { kind: 'placement', id },
      );

  it('is the delivering provider, from the award to the end of care, and each look is recorded', async () => {
    const { placement, award, winner, asked, officer, pkg } = await world.aPlacement();
    const loser = asked[1]!;

    const person = await byAward(winner.user, award.id);
    expect(person).toEqual({
      awardId: award.id,
      placementId: placement.id,
      givenName: 'Ada',
      familyName: expect.stringMatching(/^Example /),
      bornOn: '1941-05-06',
      addressLines: ['1 High Street', 'Loughborough'],
      postcode: 'LE11 3TU',
      livesAlone: true,
    });
    expect(await byPlacement(winner.user, placement.id)).toEqual(person);
    const reads = await world.rows('SELECT user_id, at FROM person_read WHERE person_id = $1', [
      pkg.personId,
    ]);
    expect(reads).toEqual(Array(2).fill({ user_id: winner.user.id, at: world.clock.now() }));
    await expect(byAward(loser.user, award.id)).rejects.toMatchObject({ code: 'award_not_found' });
    await expect(byPlacement(loser.user, placement.id)).rejects.toMatchObject({
      code: 'placement_not_found',
    });

    const ending = { placementId: placement.id, version: 1, reason: 'moved_away' } as const;
    await world.get(EndPlacement).execute(officer.caller, ending);

    await expect(byAward(winner.user, award.id)).rejects.toMatchObject({ code: 'award_not_found' });
    await expect(byPlacement(winner.user, placement.id)).rejects.toMatchObject({
      code: 'placement_not_found',
    });
  });

  it('is the awarded provider before the start, and nobody once the award is withdrawn', async () => {
    const { award, winner, officer } = await world.anAward();
    expect(await byAward(winner.user, award.id)).toMatchObject({ placementId: null });

    await world.get(WithdrawAward).execute(officer.caller, { awardId: award.id, reason: 'No carers' });

    await expect(byAward(winner.user, award.id)).rejects.toMatchObject({ code: 'award_not_found' });
  });

  it('is not a branch that the person has excluded: it is not even asked', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const [excluded, other] = [
      await world.aContractedBranch({ lot }),
      await world.aContractedBranch({ lot }),
    ];
    const { id: personId } = await world.aPerson({ authorityId: lot.authorityId });
    const exclusion = { personId, branchId: excluded.branch.id, reason: 'Missed visits' };
    await world.get(ExcludeBranch).execute(officer.caller, exclusion);

    const branches = [excluded, other];
    const { asked } = await world.aBroadcastOpen({ lot, officer, branches, pkg: { personId } });

    expect(asked.map(({ invitationId }) => invitationId !== '')).toEqual([false, true]);
  });
});
