import { DecideMessages } from '#brokerage/messages/decide-messages';
import { LimitUser } from '#brokerage/identity/limit-user';
import { RecordAbsence } from '#brokerage/identity/record-absence';
import { AssignWork } from '#brokerage/owners/assign-work';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CheckStart } from '#brokerage/awards/check-start';
import type { MessageKind } from '#contracts/messages';
import { addDays } from '#domain/time/iso-date';
import { londonDate } from '#domain/time/london';
import { anAuditedStory } from '../../support/builders/audited-story.js';
import { World } from '../../support/world.js';

describe('who is told', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const decide = () => world.get(DecideMessages).execute();
  const told = async (kind: MessageKind, packageId: string): Promise<string[]> => {
    const rows = await world.rows<{ userId: string }>(
      'SELECT recipient_id AS "userId" FROM message WHERE kind = $1 AND package_id = $2 ORDER BY id',
      [kind, packageId],
    );
    return rows.map(({ userId }) => userId);
  };
  const position = async (): Promise<string | undefined> => {
    const rows = await world.rows<{ position: string }>(
      `SELECT position FROM log_reader WHERE name = 'messenger'`,
    );
    return rows[0]?.position;
  };
  const newest = async () => {
    const rows = await world.rows<{ position: string }>('SELECT max(position) AS position FROM event');
    return rows[0]?.position;
  };

  it('of nothing that happened before the first start', async () => {
    const { pkg } = await world.aBroadcastOpen();
    expect(await decide()).toBe(0);
    expect(await told('invitation', pkg.id)).toEqual([]);
    expect(await position()).toBe(await newest());
  });

  it('of each event once, if a batch is repeated', async () => {
    const { pkg, asked } = await world.aBroadcastOpen();
    const before = await position();
    expect(await decide()).toBe(4);
    // What a kill before the commit leaves: the position of before. The messages are checked to be the same.
    await world.rows(`UPDATE log_reader SET position = $1 WHERE name = 'messenger'`, [before]);
    expect(await decide()).toBe(0);
    expect((await told('invitation', pkg.id)).sort()).toEqual(asked.map(({ user }) => user.id).sort());
    expect(await position()).toBe(await newest());
  });

  it('of nothing if the batch cannot be committed, and the batch is repeated', async () => {
    const { pkg } = await world.aBroadcastOpen();
    const before = await position();
    await world.rows(`CREATE FUNCTION refuse_position() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'killed by the test'; END $$`);
    await world.rows(
      `CREATE TRIGGER killed BEFORE UPDATE ON log_reader FOR EACH ROW EXECUTE FUNCTION refuse_position()`,
    );
    await expect(decide()).rejects.toThrow('killed by the test');
    await world.rows('DROP TRIGGER killed ON log_reader');
    expect([await told('invitation', pkg.id), await position()]).toEqual([[], before]);
    await decide();
    expect(await told('invitation', pkg.id)).toHaveLength(2);
  });

  it('by several workers at once, of every event and none twice, while events keep coming', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const branches = [await world.aContractedBranch({ lot }), await world.aContractedBranch({ lot })];
    let isOver = false;
    const worker = async () => {
      while (!isOver) await decide();
    };
    const workers = [worker(), worker(), worker()];
    const opened = await Promise.all(
      Array.from({ length: 8 }, () => world.aBroadcastOpen({ lot, officer, branches })),
    );
    isOver = true;
    await Promise.all(workers);
    await decide();
    for (const { pkg } of opened)
      expect((await told('invitation', pkg.id)).sort()).toEqual(branches.map(({ user }) => user.id).sort());
  });

  it('are the users of a branch, each within the own limit', async () => {
    const lot = await world.aLot();
    const branch = await world.aContractedBranch({ lot });
    const providerId = branch.provider.id;
    const other = await world.aProviderWithBranch({ providerId });
    const administrator = await world.aUser({ role: 'provider_administrator', providerId });
    const [here, elsewhere] = [
      await world.aUser({ role: 'provider', providerId }),
      await world.aUser({ role: 'provider', providerId }),
    ];
    const gone = await world.aUser({ role: 'provider', providerId, disabledAt: world.clock.now() });
    const limit = (userId: string, branchId: string) =>
      world.get(LimitUser).execute(administrator.caller, { userId, branchIds: [branchId], version: 1 });
    await limit(here.id, branch.branch.id);
    await limit(elsewhere.id, other.branch.id);
    const { pkg } = await world.aBroadcastOpen({ lot, branches: [branch] });
    await decide();
    const invited = await told('invitation', pkg.id);
    expect(invited.sort()).toEqual([branch.user.id, here.id].sort());
    expect(invited).not.toContain(gone.id);
  });

  it('is no provider of a council that is not live', async () => {
    const authority = await world.anAuthority({ stage: 'preparing' });
    const lot = await world.aLot({ authorityId: authority.id });
    const branch = await world.aContractedBranch({ lot });
    const [event] = await world.rows<{ id: string }>(
      `INSERT INTO event (id, authority_id, provider_ids, name, subject_type, subject_id, at, payload)
       SELECT gen_random_uuid(), $1, '{}', 'invitation.opened', 'invitation', gen_random_uuid(), $2,
              jsonb_build_object('invitationId', gen_random_uuid(), 'broadcastId', gen_random_uuid(),
                'packageId', gen_random_uuid(), 'branchId', $3::text, 'closesAt', $2::timestamptz)
       RETURNING id`,
      [authority.id, world.clock.now(), branch.branch.id],
    );
    await decide();
    expect(await world.rows('SELECT 1 FROM message WHERE event_id = $1', [event?.id])).toEqual([]);
  });

  it('is the deputy of an owner who is away, and no user of what the user did', async () => {
    const { officer, pkg, lot, broadcast, asked } = await world.aBroadcastOpen();
    const deputy = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const today = londonDate(world.clock.now());
    await world.get(AssignWork).execute(officer.caller, {
      kind: 'package',
      id: pkg.id,
      ownerId: deputy.id,
      fromId: officer.id,
    });
    await world.get(AssignWork).execute(officer.caller, {
      kind: 'package',
      id: pkg.id,
      ownerId: officer.id,
      fromId: deputy.id,
    });
    await decide();
    await world
      .get(RecordAbsence)
      .execute(officer.caller, { firstOn: today, lastOn: addDays(today, 30), deputyId: deputy.id });
    await decide();
    expect(
      await world.rows(
        `SELECT recipient_id AS "userId", subject_type AS about FROM message
         WHERE kind = 'assignment' AND recipient_id = ANY ($1) ORDER BY id`,
        [[officer.id, deputy.id]],
      ),
    ).toEqual([
      { userId: deputy.id, about: 'package' },
      { userId: deputy.id, about: 'absence' },
    ]);
    await world.anOffer({ from: asked[0]!, pkg });
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    await decide();
    expect(await told('offers_to_compare', pkg.id)).toEqual([deputy.id]);
  });

  it('are the invited branches of a round that is cancelled', async () => {
    const { officer, pkg, broadcast, asked } = await world.aBroadcastOpen();
    await world
      .get(CancelBroadcast)
      .execute(officer.caller, { broadcastId: broadcast.id, reason: 'No longer needed' });
    await decide();
    expect((await told('withdrawn', pkg.id)).sort()).toEqual(asked.map(({ user }) => user.id).sort());
  });

  it('are branch and owner of a start that is overdue', async () => {
    const { award, pkg, winner, officer } = await world.anAward();
    world.clock.set(award.startDueAt);
    await world.get(CheckStart).execute({ awardId: award.id });
    await decide();
    expect((await told('start_overdue', pkg.id)).sort()).toEqual([winner.user.id, officer.id].sort());
    expect(await told('start_due', pkg.id)).toEqual([winner.user.id]);
    expect(await told('outcome', pkg.id)).toEqual([winner.user.id]);
  });

  it('follows from a whole story, in which each recipient belongs to the organisation of the message', async () => {
    await anAuditedStory(world);
    expect(await decide()).toBeGreaterThan(20);
    expect(
      await world.rows(
        `SELECT m.id FROM message m JOIN app_user u ON u.id = m.recipient_id
         WHERE m.recipient_authority_id IS DISTINCT FROM u.authority_id
            OR m.recipient_provider_id IS DISTINCT FROM u.provider_id
            OR (u.authority_id IS NOT NULL AND m.authority_id IS DISTINCT FROM u.authority_id)`,
      ),
    ).toEqual([]);
    const strangers = await world.rows(
      `SELECT m.kind FROM message m JOIN branch b ON b.id = m.branch_id
       WHERE m.recipient_provider_id IS NOT NULL AND b.provider_id <> m.recipient_provider_id`,
    );
    expect(strangers).toEqual([]);
  });
});
