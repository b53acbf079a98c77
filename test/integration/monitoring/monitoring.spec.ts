import { CheckStart } from '#brokerage/awards/check-start';
import { concernPage } from '#brokerage/monitoring/monitoring.queries';
import { forgotten, overdueIn } from '#brokerage/monitoring/watchdog.queries';
import { World } from '../../support/world.js';

describe('monitoring', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('lists a late start as a concern about the branch, for its authority', async () => {
    const { award, winner, officer, pkg, lot } = await world.anAward();
    world.clock.set(award.startDueAt);
    expect(await world.get(CheckStart).execute({ awardId: award.id })).toBe('overdue');
    expect(await world.get(CheckStart).execute({ awardId: award.id })).toBe('nothing_due');

    const { items } = await concernPage(world.reader, lot.authorityId, { branchId: winner.branch.id });

    expect(items).toEqual([
      {
        id: expect.any(String),
        branchId: winner.branch.id,
        kind: 'late_start',
        closedAt: null,
        outcome: null,
        packageId: pkg.id,
        reportId: null,
        ownerId: officer.id,
        at: world.clock.now().toISOString(),
      },
    ]);
    const foreign = await world.anAuthority();
    expect((await concernPage(world.reader, foreign.id, {})).items).toEqual([]);
    expect((await concernPage(world.reader, lot.authorityId, { branchId: '1-0' })).items).toEqual([]);
  });

  it('lists what should have been done by now, the longest overdue first', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const routine = await world.aPackage({ by: officer });
    const hospital = await world.aPackage({ by: officer, urgency: 'hospital' });
    const list = async () =>
      (await overdueIn(world.reader, lot.authorityId, world.clock.now())).map(({ packageId }) => packageId);

    expect(await list()).toEqual([]);
    world.clock.pass({ days: 10 });
    const later = await world.aPackage({ by: officer });
    expect(new Set(await list())).toEqual(new Set([routine.id, hospital.id]));
    world.clock.pass({ days: 10 });
    expect((await list()).at(-1)).toBe(later.id);
    expect(await overdueIn(world.reader, (await world.anAuthority()).id, world.clock.now())).toEqual([]);
  });

  it('finds no package that nobody has to see to, and would if the constraint were not there', async () => {
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { id } = await world.aPackage({ by: officer });
    const forget = () => world.rows('UPDATE package SET next_action_due_at = NULL WHERE id = $1', [id]);

    await expect(forget()).rejects.toThrow(/ck_package_next_action/);
    await world.rows('ALTER TABLE package DROP CONSTRAINT ck_package_next_action');
    await forget();
    expect(await forgotten(world.reader, world.clock.now())).toEqual([
      { kind: 'package', id, status: 'draft' },
    ]);
  });
});
