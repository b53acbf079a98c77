import { awardFileEntries } from '#brokerage/audit/award-file.queries';
import { contactAttempts } from '#brokerage/awards/contact-attempts.queries';
import { RecordContactAttempt } from '#brokerage/awards/record-contact-attempt';
import { WithdrawAward } from '#brokerage/awards/withdraw-award';
import { AuditChain } from '#platform/audit/audit-chain';
import { packageStory } from '#brokerage/packages/packages.queries';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

const NOTE = `O'Brien <b> 李 rings back at 10`;

describe('an attempt to contact the branch of an award', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const awarded = () => world.anAward({ branches: 1 });
  const readerOf = ({ caller }: TestUser) => world.get(Database).readerFor(caller.actor);

  it('is kept with its note, newest first, and is in the history of the package', async () => {
    const { award, officer, lot } = await awarded();
    const tried = (reached: boolean, note: string | null) =>
      world.get(RecordContactAttempt).execute(officer.caller, { awardId: award.id, reached, note });
    await tried(false, null);
    world.clock.pass({ minutes: 5 });
    const attempts = await tried(true, NOTE);
    expect(attempts.map(({ reached, note }) => [reached, note])).toEqual([
      [true, NOTE],
      [false, null],
    ]);
    const { items } = await packageStory(readerOf(officer), lot.authorityId, award.packageId, {});
    const told = items.filter(({ name }) => name === 'award.contact_tried');
    expect(told.map(({ reason, actorId }) => [reason, actorId])).toEqual([
      [NOTE, officer.id],
      [null, officer.id],
    ]);
  });

  it('tells no provider, and its event has no free text', async () => {
    const { award, officer, winner } = await awarded();
    await world
      .get(RecordContactAttempt)
      .execute(officer.caller, { awardId: award.id, reached: false, note: NOTE });
    const events = await world.rows<{ payload: Record<string, unknown>; told: number }>(
      `SELECT payload, coalesce(cardinality(provider_ids), 0)::int AS told
       FROM event WHERE name = 'award.contact_tried' AND payload->>'awardId' = $1`,
      [award.id],
    );
    expect(events.map(({ told }) => told)).toEqual([0]);
    expect(JSON.stringify(events)).not.toContain('rings back');
    expect(await readerOf(winner.user).query('SELECT id FROM contact_attempt')).toEqual([]);
  });

  it('is not in the award file, which may be given to bidders', async () => {
    const { award, broadcast, officer, lot } = await awarded();
    await world
      .get(RecordContactAttempt)
      .execute(officer.caller, { awardId: award.id, reached: false, note: NOTE });
    while ((await world.get(AuditChain).seal()) > 0);
    const now = world.clock.now();
    const entries = await awardFileEntries(world.reader, lot.authorityId, { broadcastId: broadcast.id, now });
    const text = entries.map(({ content }) => String(content)).join();
    expect(text).toContain('award.made');
    expect(text).not.toContain('rings back');
    expect(text).not.toContain('award.contact_tried');
  });

  it('is hidden from another authority, which cannot record one either', async () => {
    const { award, officer } = await awarded();
    await world.get(RecordContactAttempt).execute(officer.caller, { awardId: award.id, reached: true });
    const stranger = await world.aUser({ role: 'officer' });
    const record = world
      .get(RecordContactAttempt)
      .execute(stranger.caller, { awardId: award.id, reached: true });
    await expect(record).rejects.toMatchObject({ code: 'award_not_found' });
    expect(
      await readerOf(stranger).query('SELECT id FROM contact_attempt WHERE award_id = $1', [award.id]),
    ).toEqual([]);
  });

  it('is refused once the award is withdrawn, also if both happen at the same moment', async () => {
    const { award, officer, lot } = await awarded();
    const record = () =>
      world.get(RecordContactAttempt).execute(officer.caller, { awardId: award.id, reached: true });
    const outcomes = await Promise.allSettled([
      world.get(WithdrawAward).execute(officer.caller, { awardId: award.id, reason: 'No carers' }),
      ...Array.from({ length: 4 }, record),
    ]);
    const recorded = outcomes.slice(1).filter(({ status }) => status === 'fulfilled').length;
    expect(outcomes[0]?.status).toBe('fulfilled');
    for (const outcome of outcomes.slice(1))
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'move_not_allowed' });
    await expect(record()).rejects.toMatchObject({ code: 'move_not_allowed' });
    const attempts = await contactAttempts(readerOf(officer), lot.authorityId, award.id);
    expect(attempts).toHaveLength(recorded);
    const [{ late = -1 } = {}] = await world.rows<{ late: number }>(
      `SELECT count(*)::int AS late FROM event c, event w
       WHERE c.name = 'award.contact_tried' AND w.name = 'award.withdrawn'
         AND c.payload->>'awardId' = $1 AND w.payload->>'awardId' = $1 AND c.position > w.position`,
      [award.id],
    );
    expect(late).toBe(0);
  });
});
