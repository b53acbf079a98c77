import { setTimeout as pause } from 'node:timers/promises';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { SYSTEM } from '#contracts/roles-and-actors';
import type { EventMessage } from '#contracts/events';
import { Clock } from '#platform/clock/clock';
import { EventLog } from '#platform/log/event-log';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { ApiWorld, until } from '../support/api-world.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { holdTransaction, untilLockWaits } from '../support/held-transaction.js';

describe('what a client is told', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const logged = (providerId: string): Promise<void> =>
    api.world.owner.transaction((tx) =>
      api.world.get(EventLog).append(tx, SYSTEM, {
        name: 'branch.changed',
        authorityId: null,
        providerIds: [providerId],
        subject: { type: 'branch', id: '1-1' },
        at: api.world.clock.now(),
        payload: { branchId: '1-1', digests: [] },
      }),
    );

  it('is the outcome of a message that took longer than the others took to leave', async () => {
    const open = await api.world.aBroadcastOpen({ branches: 1 });
    const [from] = open.asked;
    if (!from) throw new Error('nobody was asked');
    const going = await api.another();
    const { socket } = await api.live(from.user, { at: going.url });
    const lock = holdTransaction(api.world, (tx) =>
      tx.lock('SELECT 1 FROM broadcast WHERE id = $1 FOR UPDATE', [open.broadcast.id]),
    );
    await lock.reached;
    const answer = socket
      .timeout(8_000)
      .emitWithAck('offer.make', {
        invitationId: from.invitationId,
        idempotencyKey: api.world.aKey(),
        terms: termsFor(api.world, open.pkg, from.branch.id),
      })
      .then(
        ({ ok }): boolean => ok as boolean,
        (error: Error) => error.message,
      );
    await untilLockWaits(api.world, 1);
    const closing = going.close();
    await pause(2_000);
    await lock.release();
    expect(await answer).toBe(true);
    await closing;
  });

  it('is everything, where it does as docs/live.md shows and the database goes away while it resumes', async () => {
    const user = await api.world.aUser({ role: 'provider' });
    const providerId = user.actor.kind === 'provider' ? user.actor.providerId : '';
    await logged(providerId);
    const heard: EventMessage[] = [];
    const answers: unknown[] = [];
    let after: string | undefined = (await api.live(user)).position;
    const lock = holdTransaction(api.world, (tx) => tx.write('LOCK TABLE event IN ACCESS EXCLUSIVE MODE'));
    await lock.reached;
    const socket = api.socket(user.token);
    socket.io.reconnection(true);
    socket.io.reconnectionDelay(100);
    // Resumes the feed with the code from the example in docs/live.md, but without its error handling.
    // Records the responses.
    socket.on('connect', () => {
      void (async () => {
        const answer = await socket.emitWithAck('feed.resume', { after });
        answers.push(answer.ok || answer.problem.code);
        if (answer.ok) after ??= answer.value.position;
      })();
    });
    socket.on('event', (event) => {
      after = event.position;
      heard.push(event);
    });
    await until('it resumes', () => socket.connected);
    await until('it was answered', async () => {
      await pause(100);
      await api.world.rows(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return answers.length > 0;
    });
    await lock.release();
    await logged(providerId);
    await pause(3_000);
    expect({ answers, heard: heard.length }).toMatchObject({ heard: 1 });
  });

  it('a worker that is told to go while it starts goes without an error', async () => {
    const building = Test.createTestingModule({ imports: [WorkerModule.for(api.world.config)] });
    building.overrideProvider(Clock).useValue(api.world.clock);
    const app = (await building.compile()).createNestApplication<NestFastifyApplication>(
      new FastifyAdapter(),
    );
    const starting = app.init().then(
      () => 'started',
      (error: Error) => error.message,
    );
    await new Promise((resolve) => setImmediate(resolve));
    const closed = await app.close().then(
      () => 'closed',
      (error: Error) => error.message,
    );
    await starting;
    await app.close().catch(() => undefined);
    expect(closed).toBe('closed');
  });
});
