import { SYSTEM } from '#contracts/roles-and-actors';
import { AuditChain } from '#platform/audit/audit-chain';
import { EventLog } from '#platform/log/event-log';
import { firstJson, hashOf, type Json } from '../../support/independent-audit/canonical.js';
import { World } from '../../support/world.js';

describe('the audit chain', () => {
  let world: World;
  let positions: string[];

  beforeEach(async () => {
    world = await World.open();
    for (const branchId of ['one', 'two', 'three', 'four'])
      await world.owner.transaction((tx) =>
        world.get(EventLog).append(tx, SYSTEM, {
          name: 'branch.recorded',
          authorityId: null,
          subject: { type: 'branch', id: branchId },
          at: world.clock.now(),
          payload: { branchId, digests: [] },
        }),
      );
    await Promise.all(Array.from({ length: 4 }, () => world.get(AuditChain).seal()));
    positions = (await world.rows<{ position: string }>('SELECT position FROM event ORDER BY position')).map(
      ({ position }) => position,
    );
  });
  afterEach(() => world.close());

  /**
   * Changes stored events with triggers and constraints switched off, as the owner of the database could. The
   * audit chain must reveal such a change.
   */
  async function tamper(sql: string, parameters: unknown[] = []): Promise<void> {
    await world.rows('ALTER TABLE event DISABLE TRIGGER ALL');
    await world.rows('ALTER TABLE event_seal DISABLE TRIGGER ALL');
    await world.rows('ALTER TABLE event_seal DROP CONSTRAINT IF EXISTS fk_event_seal_event');
    await world.rows(sql, parameters);
  }

  it('verifies what nobody has touched, however many seal at once', async () => {
    expect(await world.get(AuditChain).verify()).toBeNull();
  });

  it('locates an event that was altered', async () => {
    await tamper(`UPDATE event SET payload = '{"branchId": "other"}' WHERE position = $1`, [positions[1]]);
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[1], fault: 'altered' });
  });

  it('locates an event that was removed', async () => {
    await tamper('DELETE FROM event WHERE position = $1', [positions[2]]);
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[2], fault: 'removed' });
  });

  it('locates events that changed places', async () => {
    await tamper(`UPDATE event SET position = -position WHERE position IN ($1, $2)`, [
      positions[0],
      positions[1],
    ]);
    await world.rows(
      `UPDATE event SET position = CASE position WHEN -$1::bigint THEN $2::bigint ELSE $1::bigint END WHERE position < 0`,
      [positions[0], positions[1]],
    );
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[0], fault: 'altered' });
  });

  it('locates an event that was put in', async () => {
    await tamper('UPDATE event SET position = position + 1000 WHERE position > $1', [positions[1]]);
    await world.rows('UPDATE event_seal SET position = position + 1000 WHERE position > $1', [positions[1]]);
    await world.rows(
      `INSERT INTO event (id, position, name, subject_type, subject_id, at, payload)
       VALUES (gen_random_uuid(), $1::bigint + 500, 'branch.recorded', 'branch', 'forged', now(), '{}')`,
      [positions[1]],
    );
    const forged = String(BigInt(positions[1] ?? '0') + 500n);
    expect(await world.get(AuditChain).verify()).toEqual({ position: forged, fault: 'inserted' });
  });

  /** Seals all events anew as version 1, calculated without Homeward's code (docs/audit.md). */
  async function sealAsVersion1(): Promise<void> {
    const events = await world.rows<{ readonly [field: string]: Json }>(
      `SELECT position, id, name, payload, authority_id AS "authorityId", provider_ids AS "providerIds",
              jsonb_build_object('type', subject_type, 'id', subject_id) AS subject, package_id AS "packageId",
              actor_id AS "actorId", to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at
       FROM event ORDER BY position`,
    );
    await tamper('DELETE FROM event_seal');
    let hash: Buffer = Buffer.alloc(32);
    for (const event of events) {
      hash = hashOf(hash, firstJson(event));
      await world.rows('INSERT INTO event_seal (position, hash, version) VALUES ($1, $2, 1)', [
        event.position,
        hash,
      ]);
    }
    await world.rows('ALTER TABLE event ENABLE TRIGGER ALL'); // one of them gives the next event its position
  }

  async function another(): Promise<void> {
    const event = {
      name: 'branch.recorded',
      authorityId: null,
      subject: { type: 'branch', id: 'five' },
    } as const;
    await world.owner.transaction((tx) =>
      world
        .get(EventLog)
        .append(tx, SYSTEM, { ...event, at: world.clock.now(), payload: { branchId: 'five', digests: [] } }),
    );
    await world.get(AuditChain).seal();
  }

  it('verifies seals of version 1, and goes on after them with numbered seals', async () => {
    await sealAsVersion1();
    await another();
    expect(await world.get(AuditChain).verify()).toBeNull();
    expect(await world.rows('SELECT version, number FROM event_seal ORDER BY position')).toEqual([
      ...positions.map(() => ({ version: 1, number: null })),
      { version: 2, number: String(positions.length + 1) },
    ]);
    await tamper(`UPDATE event SET payload = '{"branchId": "other"}' WHERE position = $1`, [positions[1]]);
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[1], fault: 'altered' });
  });

  it('refuses a seal of version 1 after one of version 2, and a wrong number', async () => {
    await tamper('UPDATE event_seal SET number = 9 WHERE position = $1', [positions[2]]);
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[2], fault: 'altered' });
    const asVersion1 = 'UPDATE event_seal SET version = 1, number = NULL, content = NULL WHERE position = $1';
    await world.rows(asVersion1, [positions[2]]);
    expect(await world.get(AuditChain).verify()).toEqual({ position: positions[2], fault: 'altered' });
  });

  it('keeps seals from being changed or removed', async () => {
    await expect(world.rows('DELETE FROM event_seal')).rejects.toThrow('event_seal is frozen');
    await expect(world.rows(`UPDATE event_seal SET hash = '' `)).rejects.toThrow('event_seal is frozen');
  });
});
