import { setTimeout as pause } from 'node:timers/promises';
import { Test } from '@nestjs/testing';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SYSTEM } from '#contracts/roles-and-actors';
import { Clock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { EventLog } from '#platform/log/event-log';
import { ApiModule } from '../../apps/api/src/api.module.js';
import { configureApi, fastifyAdapter } from '../../apps/api/src/app.js';
import { ApiWorld } from '../support/api-world.js';
import { FreezingProxy } from '../support/freezing-proxy.js';

describe('a process whose connections to the database carry nothing more', () => {
  it('goes on telling its sockets over new ones, soon after a transaction may last at the longest', async () => {
    const api = await ApiWorld.open();
    const proxy = new FreezingProxy(new URL(api.world.config.DATABASE_URL));
    const DATABASE_URL = await proxy.listen();
    const across = new URL(api.world.config.CROSS_TENANT_DATABASE_URL ?? '');
    across.port = new URL(DATABASE_URL).port;
    const addresses = { DATABASE_URL, CROSS_TENANT_DATABASE_URL: across.toString() };
    const building = Test.createTestingModule({
      imports: [ApiModule.for(Config.from({ LOG_LEVEL: 'silent', DATABASE_POOL: '10', ...addresses }))],
    });
    building.overrideProvider(Clock).useValue(api.world.clock);
    const module = await building.compile();
    const app = module.createNestApplication<NestFastifyApplication>(fastifyAdapter(api.world.config));
    await configureApi(app);
    await app.listen(0, '127.0.0.1');
    const user = await api.world.aUser({ role: 'provider' });
    const providerId = user.actor.kind === 'provider' ? user.actor.providerId : '';
    const { heard, socket } = await api.live(user, { at: await app.getUrl() });
    proxy.freeze();
    await pause(1_500); // in this time, the process queries the event log and waits for an answer on the frozen connection
    await api.world.owner.transaction((tx) =>
      api.world.get(EventLog).append(tx, SYSTEM, {
        name: 'branch.changed',
        authorityId: null,
        providerIds: [providerId],
        subject: { type: 'branch', id: '1-1' },
        at: api.world.clock.now(),
        payload: { branchId: '1-1', digests: [] },
      }),
    );
    for (let tenths = 0; tenths < 300 && heard.length === 0; tenths++) await pause(100);
    const found = { heard: heard.length, stillConnected: socket.connected };
    proxy.close();
    await app.close();
    await api.close();
    expect(found.heard).toBe(1);
  }, 90_000);
});
