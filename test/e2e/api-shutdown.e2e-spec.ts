import { connect } from 'node:net';
import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import pg from 'pg';
import supertest from 'supertest';
import { QUEUES } from '#contracts/jobs';
import { LOGGER, type Logger } from '#platform/logging/logger';
import { ApiWorld, until } from '../support/api-world.js';
import { holdTransaction, untilLockWaits } from '../support/held-transaction.js';

/** Tests the shutdown of an API process. The tests call `close`, which the process calls on SIGTERM. */
describe('a process that is told to go', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  it('answers what it was asked, and takes nothing new', async () => {
    const officer = await api.world.aUser({ role: 'officer' });
    await api.world.aLot(officer.actor.kind === 'staff' ? { authorityId: officer.actor.authorityId } : {});
    const pkg = await api.world.aPackage({ by: officer });
    const going = await api.another();
    const lock = holdTransaction(api.world, (tx) =>
      tx.lock('SELECT 1 FROM package WHERE id = $1 FOR UPDATE', [pkg.id]),
    );
    await lock.reached;
    const answer = supertest(going.url)
      .post(`/v1/packages/${pkg.id}/withdraw`)
      .set('authorization', `Bearer ${officer.token}`)
      .set('idempotency-key', api.world.aKey())
      .send({ reason: 'no longer needed' })
      .then(({ status }) => status);
    await untilLockWaits(api.world, 1);
    const closing = going.close();
    await until('nobody is let in any more', () => refused(going.url));
    await lock.release();
    expect(await answer).toBe(200);
    await closing;
    expect(await api.world.eventsOf(pkg.id)).toContain('package.withdrawn');
  });

  it('does not wait for whoever never finishes a request', async () => {
    const going = await api.another();
    const { hostname, port } = new URL(going.url);
    const half = connect(Number(port), hostname, () =>
      half.write('POST /v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n{'),
    );
    const cut = new Promise((resolve) => half.once('close', resolve));
    half.on('error', () => undefined).resume();
    await until('it is connected', () => half.readyState === 'open');
    await going.close();
    await cut;
  });

  it('finishes its jobs', async () => {
    const leaving = await ApiWorld.open();
    const { world } = leaving;
    const failures = jest.spyOn(leaving.app.get<Logger>(LOGGER), 'error');
    const { broadcast } = await world.aBroadcastOpen({ branches: 1 });
    const lock = holdTransaction(world, (tx) =>
      tx.lock('SELECT 1 FROM broadcast b JOIN package k ON k.id = b.package_id WHERE b.id = $1 FOR UPDATE', [
        broadcast.id,
      ]),
    );
    await lock.reached;
    const queue = leaving.app.get<Queue>(getQueueToken(QUEUES.alarms), { strict: false });
    world.clock.pass({ days: 3 });
    await queue.add('close-broadcast', { broadcastId: broadcast.id });
    await untilLockWaits(world, 1);
    const closing = leaving.app.close();
    await new Promise((resolve) => setImmediate(resolve));
    await lock.release();
    await closing;
    const client = new pg.Client({ connectionString: world.url });
    await client.connect();
    const { rows } = await client.query<{ status: string }>('SELECT status FROM broadcast');
    await client.end();
    expect(rows).toEqual([{ status: 'unfilled' }]);
    expect(failures).not.toHaveBeenCalled();
    await leaving.close();
  });
});

const refused = (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    () => false,
    () => true,
  );
