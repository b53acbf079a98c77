import { clockProfiles } from '#brokerage/authorities/authorities.queries';
import {
  ChangeClockProfile,
  type ChangeClockProfileCommand,
} from '#brokerage/authorities/change-clock-profile';
import type { StaffActor } from '#contracts/roles-and-actors';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('clock profiles', () => {
  let world: World;
  let commissioner: TestUser;
  let authorityId: string;
  beforeAll(async () => {
    world = await World.open();
    commissioner = await world.aUser({ role: 'commissioner' });
    authorityId = (commissioner.actor as StaffActor).authorityId;
  });
  afterAll(() => world.close());

  const change = (given: Partial<ChangeClockProfileCommand>) =>
    world.get(ChangeClockProfile).execute(commissioner.caller, {
      urgency: 'urgent',
      respondMinutes: 180,
      startWithinMinutes: 1_440,
      workingHours: true,
      version: 1,
      ...given,
    });

  it('are the usual ones until an authority changes its own', async () => {
    const other = await world.anAuthority();
    await change({ urgency: 'hospital', respondMinutes: 60 });

    const minutes = async (id: string) =>
      (await clockProfiles(world.reader, id)).map(({ urgency, respondMinutes, version }) => [
        urgency,
        respondMinutes,
        version,
      ]);
    expect(await minutes(authorityId)).toEqual([
      ['hospital', 60, 2],
      ['urgent', 240, 1],
      ['routine', 1_440, 1],
    ]);
    expect(await minutes(other.id)).toEqual([
      ['hospital', 120, 1],
      ['urgent', 240, 1],
      ['routine', 1_440, 1],
    ]);
  });

  it('change from their present version only, also when two change one for the first time', async () => {
    const outcomes = await Promise.allSettled([change({}), change({}), change({})]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected')
        expect(outcome.reason).toMatchObject({ code: 'version_stale', facts: { expected: 1, current: 2 } });
    expect(await change({ version: 2 })).toMatchObject({ version: 3 });
  });

  it('set the deadline of the next broadcast', async () => {
    const lot = await world.aLot({ authorityId });
    await change({ urgency: 'routine', respondMinutes: 30, workingHours: false });
    const { broadcast } = await world.aBroadcastOpen({ lot });
    expect(new Date(broadcast.closesAt)).toEqual(world.clock.in({ minutes: 30 }));
  });
});
