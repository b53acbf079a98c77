import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { DisableUser } from '#brokerage/identity/disable-user';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { permissionsOf } from '#brokerage/restrictions/permissions.queries';
import { restrictionVersions } from '#brokerage/restrictions/restrictions.queries';
import { WithdrawPermission } from '#brokerage/restrictions/withdraw-permission';
import { UploadDocument } from '#brokerage/documents/upload-document';
import type { NewRestriction, RestrictionAmendment, RestrictionView } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const GROWTH = { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' } as const;

describe('amending a restriction', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const restrict = (by: TestUser, branchId: string, given: Partial<NewRestriction> = {}) =>
    world.get(RecordRestriction).execute(by.caller, {
      branchId,
      source: 'authority',
      reference: 'R-1',
      evidence: 'Quality visit',
      reason: `O'Brien <b>`,
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'reporting', everyDays: 14 }],
      ...given,
    });

  const amend = (
    by: TestUser,
    { id: restrictionId, version }: Pick<RestrictionView, 'id' | 'version'>,
    changes: Partial<RestrictionAmendment>,
    requestKey?: string,
  ) =>
    world
      .get(AmendRestriction)
      .execute(
        { ...by.caller, ...(requestKey && { requestKey }) },
        { restrictionId, version, reason: 'Re-inspected 李', ...changes },
      );

  async function aNotice(given: Partial<NewRestriction> = {}) {
    const open = await world.aBroadcastOpen({ pkg: { urgency: 'routine' } });
    const { authorityId } = open.lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const struck = open.asked[0]!;
    return {
      ...open,
      authorityId,
      commissioner,
      struck,
      notice: await restrict(commissioner, struck.branch.id, given),
    };
  }

  it('revokes in the same transaction what the new wording forbids, and leaves what it does not', async () => {
    const { commissioner, struck, notice, asked } = await aNotice();
    expect(await world.eventsOf(struck.invitationId)).toEqual(['invitation.opened']);

    const changed = await amend(commissioner, notice, { conditions: [{ kind: 'closed' }] });

    expect(changed).toMatchObject({ version: 2, conditions: [{ kind: 'closed' }], reason: `O'Brien <b>` });
    expect(await world.eventsOf(struck.invitationId)).toEqual(['invitation.opened', 'invitation.revoked']);
    expect(await world.eventsOf(asked[1]!.invitationId)).toEqual(['invitation.opened']);
    expect(await world.eventsOf(notice.id)).toEqual([
      'restriction.recorded',
      'restriction.enforced',
      'restriction.amended',
      'restriction.enforced',
    ]);
    const [event] = await world.rows<{ payload: object }>(
      `SELECT payload FROM event WHERE subject_id = $1 AND name = 'restriction.amended'`,
      [notice.id],
    );
    expect(JSON.stringify(event?.payload)).not.toMatch(/inspected|Brien/);
  });

  it('keeps every wording, and nobody changes one', async () => {
    const { commissioner, authorityId, struck, notice, lot } = await aNotice();
    const { id: documentId } = await world.get(UploadDocument).execute(commissioner.caller, {
      name: '李.txt',
      mediaType: 'text/plain',
      content: Buffer.from('Letter'),
    });
    const owner = await world.aUser({ role: 'officer', authorityId });
    const to = world.clock.in({ days: 60 }).toISOString();
    const changes = { to, lotIds: [lot.id], reference: 'R-1a', evidence: 'Second visit', documentId };
    world.clock.pass({ hours: 1 });
    const changed = await amend(commissioner, notice, { ...changes, ownerId: owner.id });

    expect(changed).toMatchObject({
      ...changes,
      to: new Date(to).toISOString(),
      ownerId: owner.id,
      recordedBy: commissioner.id,
    });
    const versions = await restrictionVersions(world.reader, authorityId, notice.id);
    expect(versions).toMatchObject([
      {
        version: 1,
        reference: 'R-1',
        to: null,
        lotIds: [],
        documentId: null,
        ownerId: commissioner.id,
        reason: `O'Brien <b>`,
        conditions: [{ id: notice.conditions[0]!.id, kind: 'reporting', everyDays: 14 }],
      },
      {
        version: 2,
        reference: 'R-1a',
        to: new Date(to).toISOString(),
        lotIds: [lot.id],
        documentId,
        ownerId: owner.id,
        reason: 'Re-inspected 李',
        recordedAt: world.clock.now().toISOString(),
        recordedBy: commissioner.id,
      },
    ]);
    const cleared = await amend(commissioner, changed, { to: null, documentId: null, lotIds: [] });
    expect(cleared).toMatchObject({
      to: null,
      documentId: null,
      lotIds: [],
      version: 3,
      branchId: struck.branch.id,
    });
    await expect(
      world.rows(`UPDATE restriction_version SET reason = 'x' WHERE restriction_id = $1`, [notice.id]),
    ).rejects.toThrow();
    const stranger = await world.anAuthority();
    await expect(restrictionVersions(world.reader, stranger.id, notice.id)).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
  });

  it('is refused from a stale version, when it changes nothing, and once the restriction has ended', async () => {
    const { commissioner, authorityId, notice } = await aNotice();
    const officer = await world.aUser({ role: 'commissioner' });
    await expect(amend(officer, notice, { reference: 'Mine' })).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
    await expect(
      amend(commissioner, notice, {
        reference: 'R-1',
        to: null,
        conditions: [{ kind: 'reporting', everyDays: 14 }],
      }),
    ).rejects.toMatchObject({ code: 'nothing_to_change' });
    const changed = await amend(commissioner, notice, { reference: 'R-2' });
    await expect(amend(commissioner, notice, { reference: 'R-3' })).rejects.toMatchObject({
      code: 'version_stale',
      facts: { expected: 1, current: 2 },
    });
    await expect(
      amend(commissioner, changed, { from: world.clock.in({ days: 1 }).toISOString() }),
    ).rejects.toMatchObject({ code: 'restriction_invalid', facts: { faults: [{ code: 'already_began' }] } });
    await expect(amend(commissioner, changed, { lotIds: [(await world.aLot()).id] })).rejects.toMatchObject({
      code: 'lot_not_found',
    });
    for (const ownerId of [
      officer.id,
      (await world.aUser({ role: 'auditor', authorityId })).id,
      (await world.aUser({ role: 'officer', authorityId, disabledAt: world.clock.now() })).id,
    ])
      await expect(amend(commissioner, changed, { ownerId })).rejects.toMatchObject({
        code: 'user_not_found',
      });

    const ended = await amend(commissioner, changed, { to: world.clock.in({ days: 1 }).toISOString() });
    world.clock.pass({ days: 1 });
    await expect(amend(commissioner, ended, { to: null })).rejects.toMatchObject({
      code: 'restriction_ended',
    });
    await expect(
      world.get(LiftRestriction).execute(commissioner.caller, { restrictionId: ended.id, reason: 'x' }),
    ).rejects.toMatchObject({ code: 'restriction_ended' });
  });

  it('happens once for a key, to which an open end is not the same as no word of it', async () => {
    const { commissioner, notice } = await aNotice({ to: world.clock.in({ days: 30 }).toISOString() });
    const key = world.aKey();
    const once = await amend(commissioner, notice, { reference: 'R-2' }, key);
    const again = await amend(commissioner, notice, { reference: 'R-2' }, key);
    expect([once.version, again.version]).toEqual([2, 2]);
    await expect(amend(commissioner, notice, { reference: 'R-2', to: null }, key)).rejects.toMatchObject({
      code: 'idempotency_key_reused',
    });
  });

  it('takes a future beginning forward, and the alarm of the old one does nothing', async () => {
    const from = world.clock.in({ hours: 1 });
    const { commissioner, struck, notice } = await aNotice({
      from: from.toISOString(),
      conditions: [{ kind: 'suspended' }],
    });
    const later = world.clock.in({ hours: 2 });
    await amend(commissioner, notice, { from: later.toISOString() });
    const enforce = () => world.get(EnforceRestriction).execute({ restrictionId: notice.id });

    world.clock.set(from);
    expect(await enforce()).toBe('nothing_due');
    expect(await world.eventsOf(struck.invitationId)).toEqual(['invitation.opened']);
    world.clock.set(later);
    expect([await enforce(), await enforce()]).toEqual(['enforced', 'nothing_due']);
    expect(await world.eventsOf(struck.invitationId)).toContain('invitation.revoked');
  });

  it('measures growth from the restriction’s own instant, whatever is taken out and put back', async () => {
    const { officer, winner, placement, lot } = await world.aPlacement();
    const conditions = [GROWTH, { kind: 'reporting', everyDays: 14 }] as const;
    const notice = await restrict(officer, winner.branch.id, { conditions });
    const vary = (minutes: number, version: number) =>
      world.get(VaryPlacement).execute(officer.caller, {
        placementId: placement.id,
        version,
        visits: VISITS.slice(0, 1).map((visit) => ({ ...visit, minutes })),
        reason: 'More help',
      });
    const idOf = (view: RestrictionView) => view.conditions.find(({ kind }) => kind === 'growth_limit')?.id;
    const permission = await world.get(RecordPermission).execute(officer.caller, {
      conditionId: idOf(notice) ?? '',
      personId: placement.personId,
      minutes: 5,
      until: world.clock.in({ days: 30 }).toISOString(),
      reference: 'P-1',
      evidence: 'Letter',
    });

    const without = await amend(officer, notice, { conditions: [{ kind: 'reporting', everyDays: 14 }] });
    expect(without.conditions.map(({ kind }) => kind)).toEqual(['reporting']);
    await vary(120, 1); // a change from 525 to 840 minutes a week: it adds 315, but the limit is 210
    const again = await amend(officer, without, { conditions });

    expect(idOf(again)).toBe(idOf(notice));
    await expect(vary(121, 2)).rejects.toMatchObject({
      code: 'variation_refused',
      facts: {
        checks: [{ rule: 'restriction.growth', evidence: { conditions: [{ baselineMinutes: 525 }] } }],
      },
    });
    expect(await permissionsOf(world.reader, lot.authorityId, notice.id)).toMatchObject([
      { id: permission.id, usedAt: null, recordedBy: officer.id },
    ]);
    const wider = await amend(officer, again, {
      conditions: [
        { ...GROWTH, limitMinutes: 350 },
        { kind: 'reporting', everyDays: 14 },
      ],
    });
    expect(idOf(wider)).toBe(idOf(notice));
    await expect(vary(121, 2)).resolves.toMatchObject({ toMinutes: 847 });
  });

  it('grants no permission under a condition that was taken out, and withdraws one that was granted before', async () => {
    const { officer, winner, placement } = await world.aPlacement();
    const notice = await restrict(officer, winner.branch.id, { conditions: [GROWTH, { kind: 'closed' }] });
    const conditionId = notice.conditions.find(({ kind }) => kind === 'growth_limit')?.id ?? '';
    const permit = () =>
      world.get(RecordPermission).execute(officer.caller, {
        conditionId,
        personId: placement.personId,
        minutes: 5,
        until: world.clock.in({ days: 30 }).toISOString(),
        reference: 'P-1',
        evidence: 'Letter',
      });
    const { id: permissionId } = await permit();
    await amend(officer, notice, { conditions: [{ kind: 'closed' }] });
    await expect(permit()).rejects.toMatchObject({ code: 'restriction_not_found' });
    await expect(
      world.get(WithdrawPermission).execute(officer.caller, { permissionId }),
    ).resolves.toMatchObject({ withdrawnAt: world.clock.now().toISOString() });
  });

  it('frees the branch for what is broadcast next where it takes a condition out', async () => {
    const { commissioner, officer, struck, notice } = await aNotice({
      conditions: [{ kind: 'no_new_people' }, { kind: 'reporting', everyDays: 14 }],
    });
    const invited = async () => {
      const { id: packageId } = await world.aPackage({ by: officer });
      const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId });
      const rows = await world.rows('SELECT branch_id FROM invitation WHERE broadcast_id = $1', [id]);
      return rows.map(({ branch_id }) => branch_id);
    };
    expect(await invited()).not.toContain(struck.branch.id);
    await amend(commissioner, notice, { conditions: [{ kind: 'reporting', everyDays: 7 }] });
    expect(await invited()).toContain(struck.branch.id);
  });

  it('passes to somebody who is there when its owner is shut out', async () => {
    const { commissioner, authorityId, officer, notice } = await aNotice();
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: commissioner.id });
    expect(await world.rows('SELECT owner_id FROM restriction WHERE id = $1', [notice.id])).toEqual([
      { owner_id: officer.id },
    ]);
    expect(await world.eventsOf(notice.id)).toContain('restriction.handed_over');
  });
});
