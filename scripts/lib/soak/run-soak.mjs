// @ts-check
import { fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Process } from '../chaos/restarting-process.mjs';
import { Server } from '../chaos/postgres-server.mjs';
import { compiledTest, inRunFolder } from '../compiled-tests.mjs';
import { argumentsOf, countOf } from '../arguments.mjs';
import { say } from '../console-output.mjs';
import { startMortalRedis } from '../testing/redis.mjs';
import { StaffClient } from './staff-client.mjs';
import { disturbances } from './disturbances.mjs';
import { Proxy } from './faulty-proxy.mjs';

/** @typedef {{ sockets: number, branches: number, seconds: number, everyMs: number }} Size */

const FULL = { sockets: 1_000, branches: 90, seconds: 120, everyMs: 4_000 };
const BOUNDED = { sockets: 60, branches: 10, seconds: 20, everyMs: 700 };

const HELP = `npm run soak -- [--sockets NUMBER] [--seconds NUMBER] [--bounded] [embedded] [full]`;

/** @param {string[]} args @returns {Promise<number>} the exit code */
export async function runSoak(args) {
  const { values, positionals } = argumentsOf(
    {
      args,
      allowPositionals: true,
      options: {
        bounded: { type: 'boolean', default: false },
        sockets: { type: 'string' },
        seconds: { type: 'string' },
      },
    },
    HELP,
  );
  const size = { ...(values.bounded ? BOUNDED : FULL) };
  if (values.sockets) size.sockets = countOf('sockets', values.sockets, HELP);
  if (values.seconds) size.seconds = countOf('seconds', values.seconds, HELP);
  const modes = ['embedded', 'full'].filter((mode) =>
    positionals.length > 0 ? positionals.includes(mode) : !values.bounded || mode === 'embedded',
  );
  let failed = 0;
  for (const mode of modes)
    await inRunFolder(async (runFolder) => {
      const redis = mode === 'full' ? await startMortalRedis(runFolder) : undefined;
      if (redis === null) return say('NOT RUN, because there is no redis-server here: full');
      say(`\n${mode}: ${size.sockets} sockets on two api processes for ${size.seconds} s`);
      const faults = await soak(runFolder, size, redis);
      for (const fault of faults.slice(0, 20)) say(`  FAULT ${fault}`);
      if (faults.length > 0) failed += 1;
    });
  say(`\n${modes.length} runs, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/**
 * @param {import('../testing/run-folder.mjs').RunFolder} runFolder @param {Size} size
 * @param {Awaited<ReturnType<typeof startMortalRedis>> | undefined} redis
 * @returns {Promise<string[]>} the faults
 */
async function soak(runFolder, size, redis) {
  const server = new Server();
  await server.open(runFolder);
  const env = {
    ...process.env,
    ...server.processEnvironment,
    REDIS_URL: redis?.url ?? '',
    LOG_LEVEL: 'fatal',
    DATABASE_POOL: '10',
    TRUSTED_PROXIES: '0',
    WRITES_A_MINUTE_OF_PROVIDER: '1000000',
    WRITES_A_MINUTE_OF_AUTHORITY: '1000000',
  };
  const apis = [new Process('api', env, runFolder), new Process('api', env, runFolder)];
  const worker = new Process('worker', env, runFolder);
  const listeners = fork(path.join(import.meta.dirname, 'live-clients-process.mjs'), { stdio: 'inherit' });
  runFolder.watchOver(listeners, 'SIGKILL');
  /** @type {Proxy[]} */ let proxies = [];
  try {
    const reader = { query: server.ask.bind(server) };
    /** @type {typeof import('../../../test/support/scale/with-database.js')} */
    const { withDatabase } = await import(compiledTest('support/scale/with-database'));
    /** @type {typeof import('../../../test/support/scale/authority-at-scale.js')} */
    const { anAuthorityAtScale } = await import(compiledTest('support/scale/authority-at-scale'));
    /** @type {typeof import('../../../test/soak/add-subscribers.js')} */
    const { addSubscribers } = await import(compiledTest('soak/add-subscribers'));
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
    await pause(3_000); // time in which the clients make their last offers

    /** @type {typeof import('../../../test/soak/received-events.js')} */
    const { checkReceivedEvents, Streams } = await import(compiledTest('soak/received-events'));
    const streams = new Streams(reader);
    /** @type {Record<string, string>} */
    const ends = {};
    for (const one of subscribers) ends[one.owner] ??= await streams.endOf(one);
    const file = path.join(runFolder.folder, 'received-events.json');
    await ask(listeners, { finish: { ends, file } });
    const received = JSON.parse(fs.readFileSync(file, 'utf8'));
    const { heard, faults } = await checkReceivedEvents(reader, received);
    const connections = received.reduce(
      (/** @type {number} */ sum, /** @type {any} */ one) => sum + one.connections,
      0,
    );
    const stored = await server.ask('SELECT invitation_id AS id FROM offer');
    const isStored = new Set(stored.map(({ id }) => id));
    const lost = received
      .flatMap((/** @type {any} */ one) => one.offered)
      .filter((/** @type {string} */ id) => !isStored.has(id))
      .map((/** @type {string} */ id) => `the offer for ${id} was acknowledged and is not stored`);
    say(`  ${staff.broadcasts} broadcasts, ${stored.length} offers, ${heard} events heard`);
    say(`  ${connections} connections of ${received.length} clients`);
    const complaints = received.flatMap((/** @type {any} */ one) => one.complaints);
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
