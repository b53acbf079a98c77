import { setTimeout as pause } from 'node:timers/promises';
import supertest from 'supertest';
import { ApiWorld } from '../support/api-world.js';
import { holdTransaction, untilLockWaits } from '../support/held-transaction.js';
import { webFor } from '../support/console-server.js';

/** Tests the shutdown of the console. The tests call `close`, which the process calls on SIGTERM. */
describe('the public origin that closes', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
  });
  afterAll(() => api.close());

  it('answers running requests', async () => {
    const web = await webFor(api.url);
    const origin = await web.listen({ port: 0, host: '127.0.0.1' });
    const officer = await api.world.aUser({ role: 'officer' });
    await api.world.aLot(officer.actor.kind === 'staff' ? { authorityId: officer.actor.authorityId } : {});
    const pkg = await api.world.aPackage({ by: officer });
    const lock = holdTransaction(api.world, (tx) =>
      tx.lock('SELECT 1 FROM package WHERE id = $1 FOR UPDATE', [pkg.id]),
    );
    await lock.reached;
    const answer = supertest(origin)
      .post(`/v1/packages/${pkg.id}/withdraw`)
      .set('authorization', `Bearer ${officer.token}`)
      .set('idempotency-key', api.world.aKey())
      .send({ reason: 'no longer needed' })
      .then(
        ({ status }) => status,
        (error: Error) => error.message,
      );
    await untilLockWaits(api.world, 1);
    const closing = web.close();
    await pause(100);
    await lock.release();
    expect(await answer).toBe(200);
    await closing;
  }, 30_000);
});
