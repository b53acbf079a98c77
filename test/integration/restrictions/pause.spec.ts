import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { PauseBranch } from '#brokerage/enforcement/pause-branch';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { ownRestrictionPage, restrictionPage } from '#brokerage/restrictions/restrictions.queries';
import { ResumeBranch } from '#brokerage/enforcement/resume-branch';
import type { NewPause } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('a provider that pauses its own branch', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const pause = (by: TestUser, branchId: string, given: Partial<NewPause> = {}) =>
    world
      .get(PauseBranch)
      .execute(by.caller, { branchId, lotIds: [], reason: `O'Brien <b> is ill`, ...given });
  const resume = (by: TestUser, restrictionId: string) =>
    world.get(ResumeBranch).execute(by.caller, { restrictionId, reason: 'Back' });

  it('is asked for nothing new: invitations are revoked and offers lapse at once', async () => {
    const { asked, pkg, lot, officer } = await world.aBroadcastOpen();
    const from = asked[0]!;
    const offer = await world.anOffer({ from, pkg });

    const [restriction] = await pause(from.user, from.branch.id);

    expect(restriction).toMatchObject({
      source: 'provider',
      conditions: [{ kind: 'closed' }],
      reason: `O'Brien <b> is ill`,
      reference: expect.stringMatching(/^PAUSE-2026-03-02-\w{6}$/),
      recordedBy: from.user.id,
      ownerId: null,
    });
    expect(await world.eventsOf(offer.id)).toEqual(['offer.made', 'offer.lapsed']);
    expect(await world.eventsOf(from.invitationId)).toEqual(['invitation.opened', 'invitation.revoked']);
    const { id: packageId } = await world.aPackage({ by: officer });
    const again = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
    expect(again.invited).toBe(1);
    expect((await restrictionPage(world.reader, lot.authorityId, {})).items).toMatchObject([
      { id: restriction!.id },
    ]);
    expect(
      await world.rows('SELECT 1 FROM branch_report WHERE restriction_id = $1', [restriction!.id]),
    ).toEqual([]);
  });

  it('pauses for each authority that it works for, and each sees its own alone', async () => {
    const [one, two] = [await world.aLot(), await world.aLot()];
    const { branch, user, provider } = await world.aContractedBranch({ lot: one });
    const second = await world.aLot({ authorityId: one.authorityId, areas: ['LE12'] });
    await world.aContract({ lot: second, branchId: branch.id });
    await world.aContract({ lot: two, branchId: branch.id });

    const everywhere = await pause(user, branch.id);
    expect(everywhere).toHaveLength(2);
    const seenBy = async (authorityId: string) =>
      (await restrictionPage(world.reader, authorityId, { branchId: branch.id })).items.map(({ id }) => id);
    const [ofOne, ofTwo] = [await seenBy(one.authorityId), await seenBy(two.authorityId)];
    expect([ofOne.length, ofTwo.length]).toEqual([1, 1]);
    expect(new Set([...ofOne, ...ofTwo])).toEqual(new Set(everywhere.map(({ id }) => id)));
    expect(await seenBy((await world.anAuthority()).id)).toEqual([]);
    expect((await ownRestrictionPage(world.reader, provider.id, {})).items).toHaveLength(2);
    const elsewhere = { branchId: '1-0' };
    expect((await ownRestrictionPage(world.reader, provider.id, elsewhere)).items).toEqual([]);
    const told = await world.rows(
      `SELECT authority_id FROM event WHERE name = 'restriction.recorded' AND subject_id = ANY($1)`,
      [everywhere.map(({ id }) => id)],
    );
    expect(told).toHaveLength(2);

    const inOneLot = await pause(user, branch.id, { lotIds: [second.id] });
    expect(inOneLot).toMatchObject([{ lotIds: [second.id] }]);
    await expect(pause(user, branch.id, { lotIds: [(await world.aLot()).id] })).rejects.toMatchObject({
      code: 'lot_not_found',
    });
  });

  it('resumes by itself: no authority lifts, amends or waives it, and no other provider touches it', async () => {
    const { lot, asked } = await world.aBroadcastOpen({ branches: 1 });
    const { branch, user } = asked[0]!;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const stranger = await world.aUser({ role: 'provider' });
    const [restriction] = await pause(user, branch.id);
    const { id: restrictionId } = restriction!;
    const notFound = { code: 'restriction_not_found' };

    await expect(
      world.get(LiftRestriction).execute(commissioner.caller, { restrictionId, reason: 'x' }),
    ).rejects.toMatchObject(notFound);
    await expect(
      world
        .get(AmendRestriction)
        .execute(commissioner.caller, { restrictionId, version: 1, reason: 'x', reference: 'y' }),
    ).rejects.toMatchObject(notFound);
    const { id: packageId } = await world.aPackage({ by: commissioner });
    await expect(
      world.get(RecordPermission).execute(commissioner.caller, {
        conditionId: restriction!.conditions[0]!.id,
        packageId,
        until: world.clock.in({ days: 1 }).toISOString(),
        reference: 'P',
        evidence: 'E',
      }),
    ).rejects.toMatchObject(notFound);
    await expect(pause(stranger, branch.id)).rejects.toMatchObject({ code: 'branch_not_found' });
    await expect(resume(stranger, restrictionId)).rejects.toMatchObject(notFound);

    expect(await resume(user, restrictionId)).toMatchObject({ liftReason: 'Back' });
    await expect(resume(user, restrictionId)).rejects.toMatchObject({ code: 'restriction_ended' });
    await expect(resume(stranger, restrictionId)).rejects.toMatchObject(notFound);
    expect(await world.eventsOf(restrictionId)).toContain('restriction.lifted');
    await expect(
      world.get(PublishBroadcast).execute(commissioner.caller, { packageId }),
    ).resolves.toMatchObject({ invited: 1 });
  });

  it('does not end what an authority recorded on its word', async () => {
    const lot = await world.aLot();
    const { branch, user } = await world.aContractedBranch({ lot });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { id } = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: branch.id,
      source: 'provider',
      reference: 'Telephone',
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'closed' }],
    });
    await expect(resume(user, id)).rejects.toMatchObject({ code: 'restriction_not_found' });
  });

  it('pauses from now on where it says a time that is over, and later where it says so', async () => {
    const { asked } = await world.aBroadcastOpen({ branches: 1, pkg: { urgency: 'routine' } });
    const { branch, user, invitationId } = asked[0]!;
    const later = world.clock.in({ hours: 3 }).toISOString();
    expect(await pause(user, branch.id, { from: later })).toMatchObject([
      { from: new Date(later).toISOString() },
    ]);
    expect(await world.eventsOf(invitationId)).toEqual(['invitation.opened']);
    const before = world.clock.in({ days: -3 }).toISOString();
    expect(await pause(user, branch.id, { from: before })).toMatchObject([
      { from: world.clock.now().toISOString() },
    ]);
    expect(await world.eventsOf(invitationId)).toContain('invitation.revoked');
    await expect(pause(user, branch.id, { to: world.clock.now().toISOString() })).rejects.toMatchObject({
      code: 'restriction_invalid',
      facts: { faults: [{ code: 'ends_before_start' }] },
    });
    const idle = await world.aProviderWithBranch();
    const idler = await world.aUser({ role: 'provider', providerId: idle.provider.id });
    await expect(pause(idler, idle.branch.id)).rejects.toMatchObject({ code: 'nothing_to_change' });
  });
});
