import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { UploadDocument } from '#brokerage/documents/upload-document';
import { evidencePack } from '#brokerage/audit/evidence-pack.queries';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { permissionsOf } from '#brokerage/restrictions/permissions.queries';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import {
  ownRestrictionPage,
  restrictionIn,
  restrictionPage,
  restrictionVersions,
} from '#brokerage/restrictions/restrictions.queries';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import type { NewPermission, NewRestriction, RestrictionView } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('a restriction', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const restrict = (
    by: TestUser,
    branchId: string,
    given: Partial<NewRestriction> = {},
  ): Promise<RestrictionView> =>
    world.get(RecordRestriction).execute(by.caller, {
      branchId,
      source: 'authority',
      reference: 'R-1',
      evidence: 'Quality visit',
      reason: `O'Brien <b>`,
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'no_new_people' }],
      ...given,
    });

  it('revokes the open invitation and lapses the offer that it forbids, at once', async () => {
    const { asked, pkg, officer, broadcast } = await world.aBroadcastOpen();
    const [struck] = asked;
    const offer = await world.anOffer({ from: struck!, pkg });

    const restriction = await restrict(officer, struck!.branch.id);

    expect(restriction).toMatchObject({
      reason: `O'Brien <b>`,
      liftedAt: null,
      conditions: [{ kind: 'no_new_people' }],
    });
    expect(await world.eventsOf(offer.id)).toEqual(['offer.made', 'offer.lapsed']);
    expect(await world.eventsOf(struck!.invitationId)).toEqual(['invitation.opened', 'invitation.revoked']);
    expect(await world.eventsOf(restriction.id)).toEqual(['restriction.recorded', 'restriction.enforced']);
    const left = await world.rows(
      `SELECT branch_id FROM invitation WHERE broadcast_id = $1 AND status = 'open'`,
      [broadcast.id],
    );
    expect(left).toEqual([{ branch_id: asked[1]!.branch.id }]);
  });

  it('leaves care that is live alone, and a person the branch cares for its new packages', async () => {
    const { officer, winner, pkg } = await world.aPlacement();
    await restrict(officer, winner.branch.id);
    const second = await world.aPackage({ by: officer, personId: pkg.personId });
    const stranger = await world.aPackage({ by: officer });
    const publish = async (packageId: string) => {
      const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
      const rows = await world.rows('SELECT branch_id FROM invitation WHERE broadcast_id = $1', [id]);
      return rows.map(({ branch_id }) => branch_id);
    };
    expect(await publish(second.id)).toContain(winner.branch.id);
    expect(await publish(stranger.id)).not.toContain(winner.branch.id);
  });

  it('of the future strikes when its instant has come', async () => {
    const { asked, officer } = await world.aBroadcastOpen({ pkg: { urgency: 'routine' } });
    const from = world.clock.in({ hours: 1 }).toISOString();
    const { id: restrictionId } = await restrict(officer, asked[0]!.branch.id, { from });
    const enforce = () => world.get(EnforceRestriction).execute({ restrictionId });

    expect(await enforce()).toBe('nothing_due');
    world.clock.set(from);
    expect([await enforce(), await enforce()]).toEqual(['enforced', 'nothing_due']);
    expect(await world.eventsOf(asked[0]!.invitationId)).toEqual(['invitation.opened', 'invitation.revoked']);
  });

  it('that comes between award and start forbids the start', async () => {
    const { award, winner, officer } = await world.anAward();
    await restrict(officer, winner.branch.id, { conditions: [{ kind: 'suspended' }] });
    await expect(
      world.get(ConfirmStart).execute(winner.user.caller, { awardId: award.id }),
    ).rejects.toMatchObject({
      code: 'branch_not_eligible',
      facts: { checks: [{ rule: 'restriction.suspended' }] },
    });
  });

  it('is lifted by whoever recorded it, once, and the branch is asked again', async () => {
    const { asked, officer, lot } = await world.aBroadcastOpen({ branches: 1 });
    const stranger = await world.aUser({ role: 'commissioner' });
    const { id: restrictionId } = await restrict(officer, asked[0]!.branch.id, { source: 'cqc' });
    const lift = (by = officer) =>
      world.get(LiftRestriction).execute(by.caller, { restrictionId, reason: 'Improved' });
    const { id: packageId } = await world.aPackage({ by: officer });
    const publish = () => world.get(PublishBroadcast).execute(officer.caller, { packageId });

    await expect(publish()).rejects.toMatchObject({ code: 'nobody_eligible' });
    await expect(lift(stranger)).rejects.toMatchObject({ code: 'restriction_not_found' });
    expect(await lift()).toMatchObject({ liftReason: 'Improved' });
    await expect(lift()).rejects.toMatchObject({ code: 'restriction_ended' });
    await expect(publish()).resolves.toMatchObject({ invited: 1 });
    expect(await world.eventsOf(restrictionId)).toContain('restriction.lifted');
    expect((await restrictionPage(world.reader, lot.authorityId, {})).items.map(({ id }) => id)).toEqual([
      restrictionId,
    ]);
  });

  it('is refused with every fault, and only for lots of the own authority', async () => {
    const { branch } = await world.aProviderWithBranch();
    const [commissioner, foreign] = [await world.aUser({ role: 'commissioner' }), await world.aLot()];
    await expect(restrict(commissioner, branch.id, { reference: ' ', conditions: [] })).rejects.toMatchObject(
      {
        code: 'restriction_invalid',
        facts: { faults: [{ code: 'reference_missing' }, { code: 'conditions_missing' }] },
      },
    );
    await expect(restrict(commissioner, '1-0')).rejects.toMatchObject({ code: 'branch_not_found' });
    await expect(restrict(commissioner, branch.id, { lotIds: [foreign.id] })).rejects.toMatchObject({
      code: 'lot_not_found',
    });
    expect(await world.rows('SELECT 1 FROM restriction WHERE branch_id = $1', [branch.id])).toEqual([]);
  });

  it("of an authority is its own and the provider's to see; CQC's is everybody's", async () => {
    const lot = await world.aLot();
    const { branch, provider } = await world.aContractedBranch({ lot });
    const ours = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const other = await world.anAuthority();
    const own = await restrict(ours, branch.id);
    const cqc = await restrict(ours, branch.id, { source: 'cqc' });

    await expect(restrictionIn(world.reader, other.id, own.id)).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
    await expect(restrictionIn(world.reader, other.id, cqc.id)).resolves.toMatchObject({ source: 'cqc' });
    const { items } = await ownRestrictionPage(world.reader, provider.id, {});
    expect(items.map(({ id }) => id)).toEqual([cqc.id, own.id]);
  });

  it('from CQC is recorded only by an authority with a contract, a subcontract or live care', async () => {
    const lot = await world.aLot();
    const stranger = await world.aUser({ role: 'commissioner' });
    const { branch } = await world.aContractedBranch({ lot });
    const ours = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const refused = { code: 'cqc_notice_needs_ties' };
    await expect(restrict(stranger, branch.id, { source: 'cqc' })).rejects.toMatchObject(refused);
    expect(await world.rows('SELECT 1 FROM restriction WHERE branch_id = $1', [branch.id])).toEqual([]);
    await expect(restrict(stranger, branch.id)).resolves.toMatchObject({ source: 'authority' });

    const lastDay = world.clock.now().toISOString().slice(0, 10);
    const endOn = (day: string) =>
      world.rows('UPDATE contract SET ends_on = $2 WHERE branch_id = $1', [branch.id, day]);
    await endOn(lastDay);
    await expect(restrict(ours, branch.id, { source: 'cqc' })).resolves.toMatchObject({ source: 'cqc' });
    await endOn(new Date(world.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10));
    await expect(restrict(ours, branch.id, { source: 'cqc' })).rejects.toMatchObject(refused);

    const { winner, officer } = await world.aPlacement();
    await world.rows('UPDATE contract SET starts_on = $2, ends_on = $2 WHERE branch_id = $1', [
      winner.branch.id,
      '2020-01-01',
    ]);
    const { authorityId } = officer.actor as { authorityId: string };
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    await expect(restrict(commissioner, winner.branch.id, { source: 'cqc' })).resolves.toMatchObject({});
  });

  it('from CQC is read elsewhere as the notice says it; who sees to it and why is the recorder’s to know', async () => {
    const lot = await world.aLot();
    const elsewhere = await world.aLot();
    const { branch } = await world.aContractedBranch({ lot });
    await world.aContract({ lot: elsewhere, branchId: branch.id });
    const recorder = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const content = Buffer.from('The letter');
    const letter = await world
      .get(UploadDocument)
      .execute(recorder.caller, { name: 'Letter.txt', mediaType: 'text/plain', content });
    const cited = { source: 'cqc', documentId: letter.id, ownerId: recorder.id } as const;
    const notice = await restrict(recorder, branch.id, cited);
    const amendment = {
      restrictionId: notice.id,
      version: 1,
      reason: `Mrs O'Brien <b> rang`,
      reference: 'R-2',
    };
    await world.get(AmendRestriction).execute(recorder.caller, amendment);

    const hidden = {
      evidence: '',
      documentId: null,
      ownerId: null,
      reason: '',
      recordedBy: null,
      lotIds: [],
    };
    const seen = await restrictionIn(world.reader, elsewhere.authorityId, notice.id);
    expect(seen).toMatchObject({ ...hidden, reference: 'R-2', source: 'cqc', branchId: branch.id });
    expect(seen.conditions).toMatchObject([{ kind: 'no_new_people' }]);
    const [recording] = await world.rows(
      'SELECT name AS "recordedByAuthority" FROM authority WHERE id = $1',
      [lot.authorityId],
    );
    expect(seen).toMatchObject(recording ?? {});
    const { items } = await ownRestrictionPage(world.reader, branch.providerId, {});
    expect(items).toMatchObject([recording]);
    const versions = await restrictionVersions(world.reader, elsewhere.authorityId, notice.id);
    expect(versions).toMatchObject([
      { ...hidden, version: 1, reference: 'R-1', conditions: [{ kind: 'no_new_people' }] },
      { ...hidden, version: 2, reference: 'R-2' },
    ]);
    const own = await restrictionIn(world.reader, lot.authorityId, notice.id);
    expect(own).toMatchObject({ ownerId: recorder.id, recordedBy: recorder.id, documentId: letter.id });
    const pack = [];
    for await (const { name, content } of await evidencePack(world.reader, elsewhere.authorityId, {
      restrictionId: notice.id,
      now: world.clock.now(),
    }))
      pack.push(`${name} ${Buffer.from(content).toString()}`);
    const whole = pack.join('\n');
    expect(whole).toContain('R-2');
    for (const secret of [recorder.id, letter.id, `O'Brien`, 'Quality visit'])
      expect(whole).not.toContain(secret);
  });

  it('from CQC that names lots concerns nobody else, until an amendment takes the lots out', async () => {
    const lot = await world.aLot();
    const elsewhere = await world.aLot();
    const contracted = await world.aContractedBranch({ lot });
    const { branch } = contracted;
    await world.aContract({ lot: elsewhere, branchId: branch.id });
    await world.aCapacity({ lot: elsewhere, branchId: branch.id });
    const open = await world.aBroadcastOpen({ lot: elsewhere, branches: [contracted] });
    const recorder = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const notice = await restrict(recorder, branch.id, { source: 'cqc', lotIds: [lot.id] });
    const told = async () =>
      (
        await world.rows<{ name: string }>(
          'SELECT name FROM event WHERE subject_id = $1 AND authority_id = $2 ORDER BY position',
          [notice.id, elsewhere.authorityId],
        )
      ).map(({ name }) => name);
    const read = () => restrictionIn(world.reader, elsewhere.authorityId, notice.id);

    await expect(read()).rejects.toMatchObject({ code: 'restriction_not_found' });
    expect(
      (await restrictionPage(world.reader, elsewhere.authorityId, { branchId: branch.id })).items,
    ).toEqual([]);
    expect(await told()).toEqual([]);
    expect(await world.eventsOf(open.asked[0]!.invitationId)).toEqual(['invitation.opened']);

    const amend = (version: number, lotIds: string[]) =>
      world
        .get(AmendRestriction)
        .execute(recorder.caller, { restrictionId: notice.id, version, reason: 'every lot', lotIds });
    await amend(1, []);
    expect(await read()).toMatchObject({ lotIds: [], ownerId: null });
    const versions = await restrictionVersions(world.reader, elsewhere.authorityId, notice.id);
    expect(versions.map(({ version }) => version)).toEqual([2]);
    expect(await told()).toEqual(['restriction.amended', 'restriction.enforced']);
    expect(await world.eventsOf(open.asked[0]!.invitationId)).toContain('invitation.revoked');

    await amend(2, [lot.id]);
    await expect(read()).rejects.toMatchObject({ code: 'restriction_not_found' });
    expect((await told()).slice(2)).toEqual(['restriction.amended']);
  });

  describe('on growth', () => {
    const GROWTH = { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' } as const;

    /**
     * Creates live care under a growth limit of 210 minutes. Returns functions that change the care's weekly
     * minutes and that record a permission.
     */
    async function limited() {
      const placed = await world.aPlacement();
      const { officer, winner, placement } = placed;
      const restriction = await restrict(officer, winner.branch.id, { source: 'cqc', conditions: [GROWTH] });
      const vary = (minutes: number, version: number) => {
        const visits = VISITS.slice(0, 1).map((visit) => ({ ...visit, minutes }));
        const command = { placementId: placement.id, version, visits, reason: 'More help' };
        return world.get(VaryPlacement).execute(officer.caller, command);
      };
      const permit = (given: Partial<NewPermission> = {}, by = officer) =>
        world.get(RecordPermission).execute(by.caller, {
          conditionId: restriction.conditions[0]!.id,
          personId: placed.pkg.personId,
          minutes: 7,
          until: world.clock.in({ days: 7 }).toISOString(),
          reference: 'P-1',
          evidence: 'Letter',
          ...given,
        });
      return { ...placed, restriction, vary, permit };
    }

    it('allows the limit and not a minute a day more; a permission waives it once', async () => {
      const { vary, permit, restriction, lot } = await limited();
      expect(await vary(105, 1)).toMatchObject({ fromMinutes: 525, toMinutes: 735 });
      await expect(vary(106, 2)).rejects.toMatchObject({
        code: 'variation_refused',
        facts: { checks: [{ rule: 'restriction.growth' }] },
      });

      const permission = await permit();
      const varied = await vary(106, 2);

      expect(varied.checks).toContainEqual(
        expect.objectContaining({ rule: 'restriction.growth', result: 'waived' }),
      );
      expect(await permissionsOf(world.reader, lot.authorityId, restriction.id)).toMatchObject([
        { id: permission.id, usedAt: world.clock.now().toISOString() },
      ]);
      await expect(vary(107, 3)).rejects.toMatchObject({ code: 'variation_refused' });
    });

    it('takes a permission back until it is used', async () => {
      const { vary, permit, officer } = await limited();
      const stranger = await world.aUser({ role: 'commissioner' });
      const first = await permit({ minutes: 500 });
      const withdraw = (permissionId: string, by = officer) =>
        world.get(WithdrawPermission).execute(by.caller, { permissionId });

      await expect(withdraw(first.id, stranger)).rejects.toMatchObject({ code: 'permission_not_found' });
      expect(await withdraw(first.id)).toMatchObject({ withdrawnAt: world.clock.now().toISOString() });
      await expect(withdraw(first.id)).resolves.toBeDefined();
      await expect(vary(120, 1)).rejects.toMatchObject({ code: 'variation_refused' });
      const second = await permit({ minutes: 500 });
      await vary(120, 1);
      await expect(withdraw(second.id)).rejects.toMatchObject({ code: 'permission_used' });
      expect(await world.eventsOf(first.id)).toEqual(['permission.recorded', 'permission.withdrawn']);
    });

    it('refuses a permission with every fault, or for what is not the own authority’s', async () => {
      const { permit } = await limited();
      const foreign = await world.aPerson({ authorityId: (await world.anAuthority()).id });
      await expect(permit({ minutes: null, reference: '' })).rejects.toMatchObject({
        code: 'restriction_invalid',
        facts: { faults: [{ code: 'minutes_missing' }, { code: 'reference_missing' }] },
      });
      await expect(permit({ personId: foreign.id })).rejects.toMatchObject({ code: 'person_not_found' });
      await expect(permit({ conditionId: foreign.id })).rejects.toMatchObject({
        code: 'restriction_not_found',
      });
    });
  });

  it('from CQC is told to every authority that the branch works for, and once to the branch', async () => {
    const lot = await world.aLot();
    const other = await world.aLot();
    const { branch, provider } = await world.aContractedBranch({ lot: other });
    await world.aContract({ lot, branchId: branch.id });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { id } = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: branch.id,
      source: 'cqc',
      reference: 'CQC-1',
      evidence: 'Notice',
      reason: 'Unsafe',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'closed' }],
    });
    const told = await world.rows<{ authorityId: string; providerIds: string[] }>(
      `SELECT authority_id AS "authorityId", provider_ids AS "providerIds" FROM event
       WHERE subject_id = $1 AND name = 'restriction.recorded'`,
      [id],
    );
    expect(told.map(({ authorityId }) => authorityId).sort()).toEqual(
      [lot.authorityId, other.authorityId].sort(),
    );
    expect(told.flatMap(({ providerIds }) => providerIds)).toEqual([provider.id]);
  });
});
