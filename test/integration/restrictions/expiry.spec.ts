import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { restrictionsExpiring } from '#brokerage/monitoring/due-work.queries';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { restrictionIn } from '#brokerage/restrictions/restrictions.queries';
import { World } from '../../support/world.js';

describe('a restriction with an end', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function ending(source: 'authority' | 'cqc' = 'authority') {
    const lot = await world.aLot();
    const contracted = await world.aContractedBranch({ lot });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const to = world.clock.in({ days: 3 });
    const { id } = await world.get(RecordRestriction).execute(commissioner.caller, {
      branchId: contracted.branch.id,
      source,
      reference: 'R-1',
      evidence: 'E',
      reason: 'W',
      from: world.clock.now().toISOString(),
      to: to.toISOString(),
      lotIds: [],
      conditions: [{ kind: 'closed' }],
    });
    return { lot, ...contracted, commissioner, to, id };
  }
  const expire = (restrictionId: string) => world.get(ExpireRestriction).execute({ restrictionId });
  const told = (id: string) =>
    world.rows<{ authorityId: string; providerIds: string[] }>(
      `SELECT authority_id AS "authorityId", provider_ids AS "providerIds" FROM event
       WHERE subject_id = $1 AND name = 'restriction.expired' ORDER BY authority_id`,
      [id],
    );

  it('tells officers and branch once, at its end and not before', async () => {
    const { id, to, lot, provider } = await ending();
    world.clock.set(new Date(to.getTime() - 1));
    expect(await expire(id)).toBe('nothing_due');
    world.clock.set(to);
    expect(await restrictionsExpiring(world.reader, to)).toContain(id);
    expect((await Promise.all([expire(id), expire(id), expire(id)])).sort()).toEqual([
      'expired',
      'nothing_due',
      'nothing_due',
    ]);
    expect(await told(id)).toEqual([{ authorityId: lot.authorityId, providerIds: [provider.id] }]);
    expect(await restrictionIn(world.reader, lot.authorityId, id)).toMatchObject({
      expiredAt: to.toISOString(),
      liftedAt: null,
    });
    expect(await restrictionsExpiring(world.reader, to)).not.toContain(id);
  });

  it('from CQC tells every authority that the branch works for, and the branch once', async () => {
    const { id, to, lot, branch, provider } = await ending('cqc');
    const other = await world.aLot();
    await world.aContract({ lot: other, branchId: branch.id });
    world.clock.set(to);
    await expire(id);
    const all = await told(id);
    expect(all.map(({ authorityId }) => authorityId)).toEqual([lot.authorityId, other.authorityId].sort());
    expect(all.flatMap(({ providerIds }) => providerIds)).toEqual([provider.id]);
  });

  it('binds no longer at its end, although nobody was awake to tell', async () => {
    const { to, lot } = await ending();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { id: packageId } = await world.aPackage({ by: officer });
    const publish = () => world.get(PublishBroadcast).execute(officer.caller, { packageId });
    world.clock.set(new Date(to.getTime() - 1));
    await expect(publish()).rejects.toMatchObject({ code: 'nobody_eligible' });
    world.clock.set(to);
    await expect(publish()).resolves.toMatchObject({ invited: 1 });
  });

  it('that was lifted before does not expire', async () => {
    const { id, to, commissioner } = await ending();
    await world.get(LiftRestriction).execute(commissioner.caller, { restrictionId: id, reason: 'Improved' });
    world.clock.set(to);
    expect(await expire(id)).toBe('nothing_due');
    expect(await told(id)).toEqual([]);
  });
});
