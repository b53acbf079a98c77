import { CancelBroadcast } from '#brokerage/broadcasts/cancel-broadcast';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { ChangePackage } from '#brokerage/packages/change-package';
import { CreatePackage } from '#brokerage/packages/create-package';
import { packagePage, packageView } from '#brokerage/packages/packages.queries';
import { WithdrawPackage } from '#brokerage/packages/withdraw-package';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

describe('packages', () => {
  let world: World;
  let lot: LotEntity;
  let officer: TestUser;
  let stranger: TestUser;
  beforeAll(async () => {
    world = await World.open();
    lot = await world.aLot();
    officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    stranger = await world.aUser({ role: 'officer' });
  });
  afterAll(() => world.close());

  const withdraw = (packageId: string, by = officer) =>
    world.get(WithdrawPackage).execute(by.caller, { packageId, reason: 'No longer needed' });

  it('begin as a draft that somebody must see to, in the lot where the person lives', async () => {
    const pkg = await world.aPackage({
      by: officer,
      note: `Door code with O'Brien <b> 李`,
      needs: ['peg', 'peg'],
    });

    expect(pkg).toMatchObject({
      status: 'draft',
      lotId: lot.id,
      lotName: lot.name,
      postcodeDistrict: 'LE11',
      postcodeSector: 'LE11 3',
      weeklyMinutes: 525,
      note: `Door code with O'Brien <b> 李`,
      needs: ['peg'],
      visits: VISITS,
      version: 1,
      nextAction: 'broadcast_package',
      nextActionOwnerId: officer.id,
      nextActionDueAt: world.clock.in({ hours: 4 }).toISOString(),
      broadcastId: null,
    });
    expect(await world.eventsOf(pkg.id)).toEqual(['package.created']);
    const kept = await world.rows('SELECT weekly_minutes FROM package_version WHERE package_id = $1', [
      pkg.id,
    ]);
    expect(kept).toEqual([{ weekly_minutes: 525 }]);
  });

  it('are numbered without a gap, also when many are created at once or some are refused', async () => {
    const own = await world.aLot();
    const by = await world.aUser({ role: 'officer', authorityId: own.authorityId });
    const person = await world.aPerson({ authorityId: own.authorityId });
    const attempts = Array.from({ length: 10 }, (_, index) =>
      world.aPackage({ by, personId: person.id, visits: index === 4 ? [] : VISITS }).catch(() => null),
    );
    const references = (await Promise.all(attempts)).flatMap((pkg) => pkg?.reference ?? []);
    expect(references.toSorted()).toEqual(
      Array.from({ length: 9 }, (_, index) => `HW-00000${String(index + 1)}`),
    );
  });

  it('are refused with every fault, and only for a person of the own authority who lives in a lot', async () => {
    const visits = VISITS.map((visit) => ({ ...visit, minutes: 15 }));
    const refusal = await world.aPackage({ by: officer, visits }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'package_invalid' });
    const { faults } = (refusal as { facts: { faults: { visitKey: string; code: string }[] } }).facts;
    expect(faults.map(({ visitKey, code }) => [visitKey, code])).toEqual([
      ['v1', 'short_reason_missing'],
      ['v1', 'too_short_for_personal_care'],
      ['v2', 'short_reason_missing'],
    ]);

    const foreign = await world.aPerson({ authorityId: (await world.anAuthority()).id });
    await expect(world.aPackage({ by: officer, personId: foreign.id })).rejects.toMatchObject({
      code: 'person_not_found',
    });
    const outside = await world.aPerson({ authorityId: lot.authorityId, postcode: 'NG1 1AA' });
    await expect(world.aPackage({ by: officer, personId: outside.id })).rejects.toMatchObject({
      code: 'postcode_outside_lots',
    });
  });

  it('are created once for a key', async () => {
    const { id: personId } = await world.aPerson({ authorityId: lot.authorityId });
    const caller = { ...officer.caller, requestKey: world.aKey() };
    const command = { personId, urgency: 'urgent', visits: VISITS, needs: [] } as const;
    const create = (given: object = {}) => world.get(CreatePackage).execute(caller, { ...command, ...given });

    const answers = await Promise.all([create(), create(), create()]);

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await world.rows('SELECT 1 FROM package WHERE person_id = $1', [personId])).toHaveLength(1);
    await expect(create({ urgency: 'routine' })).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('change while nobody is asked, follow the person, and keep what they asked for before', async () => {
    const north = await world.aLot({ authorityId: lot.authorityId, areas: ['LE12'] });
    const pkg = await world.aPackage({ by: officer });
    await world.rows(`UPDATE person SET postcode = 'LE12 1AA' WHERE id = $1`, [pkg.personId]);
    const visits = VISITS.slice(0, 1);
    const change = (given: object, by = officer) =>
      world.get(ChangePackage).execute(by.caller, {
        packageId: pkg.id,
        version: 1,
        urgency: 'hospital',
        visits,
        needs: [],
        note: ' ',
        ...given,
      });

    await expect(change({}, stranger)).rejects.toMatchObject({ code: 'package_not_found' });
    await expect(change({ visits: [] })).rejects.toMatchObject({ code: 'package_invalid' });
    expect(await change({})).toMatchObject({
      lotId: north.id,
      postcodeSector: 'LE12 1',
      urgency: 'hospital',
      weeklyMinutes: 315,
      note: null,
      version: 2,
    });
    await expect(change({})).rejects.toMatchObject({ code: 'version_stale', facts: { current: 2 } });
    const kept = await world.rows(
      'SELECT weekly_minutes FROM package_version WHERE package_id = $1 ORDER BY version',
      [pkg.id],
    );
    expect(kept).toEqual([{ weekly_minutes: 525 }, { weekly_minutes: 315 }]);
    expect(await world.eventsOf(pkg.id)).toEqual(['package.created', 'package.changed']);
  });

  it('neither change nor are withdrawn while branches are asked; they are once that is cancelled', async () => {
    const { pkg, broadcast } = await world.aBroadcastOpen({ lot, officer });
    const changing = { packageId: pkg.id, version: 1, urgency: 'urgent', visits: VISITS, needs: [] } as const;
    await expect(world.get(ChangePackage).execute(officer.caller, changing)).rejects.toMatchObject({
      code: 'move_not_allowed',
      facts: { from: 'broadcast' },
    });
    await expect(withdraw(pkg.id)).rejects.toMatchObject({ code: 'move_not_allowed' });

    await world
      .get(CancelBroadcast)
      .execute(officer.caller, { broadcastId: broadcast.id, reason: 'Mistake' });

    await expect(withdraw(pkg.id, stranger)).rejects.toMatchObject({ code: 'package_not_found' });
    expect(await withdraw(pkg.id)).toMatchObject({
      status: 'withdrawn',
      nextAction: null,
      nextActionOwnerId: null,
    });
    await expect(withdraw(pkg.id)).rejects.toMatchObject({ code: 'move_not_allowed' });
  });

  it('are withdrawn when nobody offered', async () => {
    const { pkg, broadcast } = await world.aBroadcastOpen({ lot, officer, branches: 1 });
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    expect(await withdraw(pkg.id)).toMatchObject({ status: 'withdrawn' });
  });

  it('are not withdrawn over the head of a branch that was awarded them', async () => {
    const { pkg, officer: owner } = await world.anAward();
    await expect(withdraw(pkg.id, owner)).rejects.toMatchObject({
      code: 'move_not_allowed',
      facts: { from: 'awarded', move: 'withdraw' },
    });
  });

  it('are seen by their own authority, newest first', async () => {
    const own = await world.aLot();
    const by = await world.aUser({ role: 'officer', authorityId: own.authorityId });
    const [first, second] = [await world.aPackage({ by }), await world.aPackage({ by })];
    await withdraw(first.id, by);

    const page = await packagePage(world.reader, own.authorityId, {});
    expect(page.items.map(({ id }) => id)).toEqual([second.id, first.id]);
    const drafts = await packagePage(world.reader, own.authorityId, { status: 'draft' });
    expect(drafts.items.map(({ id }) => id)).toEqual([second.id]);
    await expect(packageView(world.reader, lot.authorityId, first.id)).rejects.toMatchObject({
      code: 'package_not_found',
    });
  });
});
