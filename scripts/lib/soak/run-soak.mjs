// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Process } from '../chaos/processes.mjs';
import { Server } from '../chaos/server.mjs';
import { compiledTest, inWorkshop } from '../compiled-tests.mjs';
import { say } from '../say.mjs';
import { startMortalRedis } from '../testing/redis.mjs';
import { StaffClient } from './staff-client.mjs';
import { disturbances } from './disturbances.mjs';
import { Proxy } from './proxy.mjs';

/** @typedef {{ sockets: number, branches: number, seconds: number, everyMs: number }} Size */

const FULL = { sockets: 1_000, branches: 90, seconds: 120, everyMs: 4_000 };
const BOUNDED = { sockets: 60, branches: 10, seconds: 20, everyMs: 700 };

/** @param {string[]} args @returns {Promise<number>} the exit code */
export async function runSoak(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      bounded: { type: 'boolean', default: false },
      sockets: { type: 'string' },
      seconds: { type: 'string' },
    },
  });
  const size = { ...(values.bounded ? BOUNDED : FULL) };
  if (values.sockets) size.sockets = Number(values.sockets);
  if (values.seconds) size.seconds = Number(values.seconds);
  const modes = ['embedded', 'full'].filter((mode) =>
    positionals.length > 0 ? positionals.includes(mode) : !values.bounded || mode === 'embedded',
  );
  let failed = 0;
  for (const mode of modes)
    await inWorkshop(async (workshop) => {
      const redis = mode === 'full' ? await startMortalRedis(workshop) : undefined;
      if (redis === null) return say('NOT RUN, because there is no redis-server here: full');
      say(`\n${mode}: ${size.sockets} sockets on two api processes for ${size.seconds} s`);
      const faults = await soak(workshop, size, redis);
      for (const fault of faults.slice(0, 20)) say(`  FAULT ${fault}`);
      if (faults.length > 0) failed += 1;
    });
  say(`\n${modes.length} runs, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {import('../testing/workshop.mjs').Workshop} workshop @param {Size} size
 * @param {Awaited<ReturnType<typeof startMortalRedis>> | undefined} redis
 * @returns {Promise<string[]>} the faults
 */
async function soak(workshop, size, redis) {
  const server = new Server();
  await server.open(workshop);
  const env = {
    ...process.env,
    DATABASE_URL: server.url,
    REDIS_URL: redis?.url ?? '',
    LOG_LEVEL: 'fatal',
    DATABASE_POOL: '10',
  };
  const apis = [new Process('api', env, workshop), new Process('api', env, workshop)];
  const worker = new Process('worker', env, workshop);
  const listeners = fork(path.join(import.meta.dirname, 'listeners.mjs'), { stdio: 'inherit' });
  workshop.watchOver(listeners, 'SIGKILL');
  /** @type {Proxy[]} */ let proxies = [];
  try {
    const reader = { query: server.ask.bind(server) };
    /** @type {typeof import('../../../test/support/scale/with-database.js')} */
    const { withDatabase } = await import(compiledTest('support/scale/with-database'));
    /** @type {typeof import('../../../test/support/scale/authority-at-scale.js')} */
    const { anAuthorityAtScale } = await import(compiledTest('support/scale/authority-at-scale'));
    /** @type {typeof import('../../../test/soak/subscribers.js')} */
    const { addSubscribers } = await import(compiledTest('soak/subscribers'));
    /** @type {Omit<import('../../../test/support/scale/authority-at-scale.js').Scale, 'branches'>} */
    const scale = { now: new Date(), people: 1, lots: 1, method: 'broadcast', spareMinutes: 100_000 };
    const [authority, subscribers] = await withDatabase(server.url, async (database) => {
      const stored = await anAuthorityAtScale(database, { ...scale, branches: size.branches });
      return /** @type {const} */ ([stored, await addSubscribers(database, stored, size.sockets)]);
    });
    await Promise.all([...apis, worker].map((one) => one.start()));
    proxies = apis.map(({ address }) => new Proxy(address));
    await Promise.all(proxies.map((proxy) => proxy.open()));
    const addresses = proxies.map(({ address }) => address);

    await ask(listeners, { listen: { subscribers, addresses } });
    const staff = new StaffClient(addresses, authority);
    const working = staff.work(size.everyMs);
    await disturbances({ server, apis, proxies, redis, staff }, size.seconds);
    staff.stop();
    await working;
    await pause(3_000); // time for the last offers to be made

    /** @type {typeof import('../../../test/soak/journeys.js')} */
    const { checkJourneys, Streams } = await import(compiledTest('soak/journeys'));
    const streams = new Streams(reader);
    /** @type {Record<string, string>} */
    const ends = {};
    for (const one of subscribers) ends[one.owner] ??= await streams.endOf(one);
    const file = path.join(workshop.folder, 'journeys.json');
    await ask(listeners, { finish: { ends, file } });
    const journeys = JSON.parse(fs.readFileSync(file, 'utf8'));
    const { heard, faults } = await checkJourneys(reader, journeys);
    const connections = journeys.reduce(
      (/** @type {number} */ sum, /** @type {any} */ one) => sum + one.connections,
      0,
    );
    const stored = await server.ask('SELECT invitation_id AS id FROM offer');
    const isStored = new Set(stored.map(({ id }) => id));
    const lost = journeys
      .flatMap((/** @type {any} */ one) => one.offered)
      .filter((/** @type {string} */ id) => !isStored.has(id))
      .map((/** @type {string} */ id) => `the offer for ${id} was acknowledged and is not stored`);
    say(`  ${staff.broadcasts} broadcasts, ${stored.length} offers, ${heard} events heard`);
    say(`  ${connections} connections of ${journeys.length} clients`);
    const complaints = journeys.flatMap((/** @type {any} */ one) => one.complaints);
    return [...faults, ...lost, ...complaints, ...(heard > 0 ? [] : ['nothing was heard'])];
  } finally {
    listeners.kill('SIGKILL');
    for (const proxy of proxies) proxy.close();
    await Promise.all([...apis, worker].map((one) => one.stop()));
    await server.close();
  }
}

/**
 * Sends the child process a task and waits for its answer.
 *
 * @param {import('node:child_process').ChildProcess} child @param {object} what
 */
async function ask(child, what) {
  child.send(what);
  await once(child, 'message');
}
