import { SYSTEM } from '#contracts/roles-and-actors';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { ApiWorld, until } from '../support/api-world.js';
import type { TestUser } from '../support/builders/authorities.js';

/**
 * Tests event positions that clients know but that no event has any more. This happens after a crash of
 * PostgreSQL, a restored backup, or a switch to a standby that lags behind.
 */
describe('positions that are lost', () => {
  let api: ApiWorld;
  let user: TestUser;
  beforeEach(async () => {
    api = await ApiWorld.open();
    user = await api.world.aUser({ role: 'provider' });
  });
  afterEach(() => api.close());

  const log = (tx: Tx): Promise<void> =>
    api.world.get(EventLog).append(tx, SYSTEM, {
      name: 'branch.changed',
      authorityId: null,
      providerIds: [user.actor.kind === 'provider' ? user.actor.providerId : ''],
      subject: { type: 'branch', id: `1-${api.world.next()}` },
      at: api.world.clock.now(),
      payload: { branchId: '1-1', digests: [] },
    });
  const logged = (): Promise<void> => api.world.owner.transaction(log);

  /** Returns the newest event: its id, by which clients know its place, and its position in the log. */
  const newest = async (): Promise<{ readonly id: string; readonly position: string }> => {
    const [row] = await api.world.rows<{ id: string; position: string }>(
      'SELECT id, position FROM event ORDER BY position DESC LIMIT 1',
    );
    return row ?? { id: '0', position: '0' };
  };

  const drawOnFrom = (position: string): Promise<unknown> =>
    api.world.rows(`SELECT setval('event_position', $1)`, [position]);

  it('before anything had them are heard when they are drawn again, also by a process that began between', async () => {
    await logged();
    const inVain = api.world.owner.transaction(async (tx) => {
      for (let count = 0; count < 10; count++) await log(tx);
      await tx.write('SET CONSTRAINTS ALL IMMEDIATE');
      throw new Error('on purpose');
    });
    await expect(inVain).rejects.toThrow('on purpose');
    const young = await api.another();
    const [here, there] = [await api.live(user), await api.live(user, { at: young.url })];
    await drawOnFrom((await newest()).position); // simulates positions that PostgreSQL assigned but did not write to disk
    await logged();
    await until('both hear it', () => here.heard.length === 1 && there.heard.length === 1);
    expect(there.heard).toEqual(here.heard);
    await young.close();
  });

  /** Deletes all events after `position`, as if a backup had been restored. */
  const putBackTo = (position: string): Promise<void> =>
    api.world.owner.transaction(async (tx) => {
      await tx.write('LOCK TABLE event_seal, log_reader, event'); // keeps other sessions from sealing or reading events during the change
      await tx.write('ALTER TABLE event DISABLE TRIGGER USER');
      await tx.write('ALTER TABLE event_seal DISABLE TRIGGER USER');
      await tx.write('DELETE FROM event_seal WHERE position > $1', [position]);
      await tx.write('DELETE FROM event_provider WHERE position > $1', [position]);
      await tx.write('DELETE FROM event WHERE position > $1', [position]);
      await tx.write('UPDATE log_reader SET position = least(position, $1::bigint)', [position]);
      await tx.query(`SELECT setval('event_position', $1)`, [position]);
      await tx.write('ALTER TABLE event ENABLE TRIGGER USER');
      await tx.write('ALTER TABLE event_seal ENABLE TRIGGER USER');
    });

  it('with what had them send everybody back to ask anew, and what comes in their place is heard', async () => {
    await logged();
    const before = await newest();
    const old = await api.live(user);
    for (let count = 0; count < 3; count++) await logged();
    await until('they are heard', () => old.heard.length === 3);
    const dropped = new Promise<string>((resolve) => old.socket.once('disconnect', resolve));
    await putBackTo(before.position);
    expect(await dropped).toBe('transport close'); // after the disconnect reason `transport close`, a client reconnects by itself
    const after = old.heard.at(-1)?.position ?? '';
    await expect(api.live(user, { after })).rejects.toThrow('feed_position_unknown');
    const anew = await api.live(user);
    expect(anew.position).toBe(before.id);
    await logged();
    await until('it is heard', () => anew.heard.length === 1);
    expect(anew.heard[0]?.position).toBe((await newest()).id);
  });
});
