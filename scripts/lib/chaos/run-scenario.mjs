// @ts-check
import { setTimeout as pause } from 'node:timers/promises';
import { compiledTest } from '../compiled-tests.mjs';
import { MailCatcher } from './mail-catcher.mjs';
import { Bots } from './simulated-users.mjs';
import { Process } from './restarting-process.mjs';
import { Server } from './postgres-server.mjs';

/** @typedef {import('./restarting-process.mjs').CrashPoint} CrashPoint */

/**
 * The server, the processes and the Redis of a chaos run. A scenario disturbs them.
 *
 * @typedef {object} Stage
 * @property {Server} server
 * @property {Process} api
 * @property {Process} worker
 * @property {{ wipe: () => Promise<unknown>, killAndRestart: () => Promise<void> } | undefined} redis
 * @property {() => Promise<number>} moved  the number of cases moved so far
 */

/**
 * A scenario of the chaos run: when the worker dies, and what else is disturbed.
 *
 * @typedef {object} Scenario
 * @property {string} name  the disturbance, as a clause
 * @property {readonly CrashPoint[]} [points]  the crash point of each start of the worker
 * @property {(stage: Stage, people: number) => Promise<void>} [disturb]  causes the disturbance
 */

/**
 * The result of a run of one scenario.
 *
 * @typedef {object} Outcome
 * @property {string} name
 * @property {number} people
 * @property {number} moved
 * @property {number} kills
 * @property {number} seconds  from the start of the reallocation to the end of its last case
 * @property {number} recovered  the longest time in seconds from a kill to the next progress of a case
 * @property {readonly string[]} end  one line for each person's case: how the case ended
 * @property {readonly string[]} faults
 */

const PATIENCE_MS = 300_000;
const POLL_MS = 300;
/** @type {import('../../../libs/contracts/src/reallocations.js').ReallocationSettings} */
const SETTINGS = { urgency: 'hospital', pacePerMinute: 10_000, intakeCap: null, awarding: 'top_offer' };

/**
 * SQL that counts faults and progress of a reallocation. Faults are people without exactly one live
 * placement, and capacities below zero. Progress is the numbers of open cases, of moved cases and of changes
 * of cases.
 */
const CURRENT_STATE = `
  SELECT (SELECT count(*) FROM reallocation_case c WHERE 1 <> (
            SELECT count(*) FROM placement p WHERE p.package_id = c.package_id AND p.status = 'live'))::int AS without,
         (SELECT count(*) FROM capacity WHERE spare_minutes < 0)::int AS overdrawn,
         (SELECT count(*) FROM reallocation_case WHERE status NOT IN ('moved', 'kept', 'ended'))::int AS open,
         (SELECT count(*) FROM reallocation_case WHERE status = 'moved')::int AS moved,
         (SELECT count(*) FROM event WHERE name = 'case.changed')::int AS steps`;

/**
 * Runs a reallocation in real processes on a new database, while the scenario disturbs them. Returns the
 * result of the run with every fault.
 *
 * @param {import('../testing/run-folder.mjs').RunFolder} runFolder
 * @param {Scenario} scenario
 * @param {{ people: number, queues?: { url: string, killAndRestart: () => Promise<void> }, undisturbed?:
 * Outcome | undefined }} given `undisturbed`: the outcome of the undisturbed run, in which the cases must end
 * in the same way
 * @returns {Promise<Outcome>}
 */
export async function runScenario(runFolder, { name, points = [], disturb }, given) {
  const { people, queues, undisturbed } = given;
  const server = new Server();
  await server.open(runFolder);
  const mail = new MailCatcher();
  const mailAddress = await mail.open();
  const env = {
    ...process.env,
    ...server.processEnvironment,
    REDIS_URL: queues?.url ?? '',
    LOG_LEVEL: process.env.CHAOS_VERBOSE ?? 'fatal',
    DATABASE_POOL: '10',
    TRUSTED_PROXIES: '0',
    SMTP_URL: mailAddress,
    MAIL_FROM: 'homeward@council.example',
    PUBLIC_ADDRESS: 'https://homeward.example',
    WRITES_A_MINUTE_OF_PROVIDER: '1000000',
    WRITES_A_MINUTE_OF_AUTHORITY: '1000000',
  };
  const [worker, api] = [new Process('worker', env, runFolder), new Process('api', env, runFolder)];
  const client = queues ? await connect(queues.url) : undefined;
  const redis = client && queues && { ...queues, wipe: () => client.flushall() };
  try {
    /** @type {typeof import('../../../test/support/scale/with-database.js')} */
    const { withDatabase } = await import(compiledTest('support/scale/with-database'));
    /** @type {typeof import('../../../test/support/scale/authority-at-scale.js')} */
    const { anAuthorityAtScale } = await import(compiledTest('support/scale/authority-at-scale'));
    /** @type {typeof import('../../../test/chaos/suspend-and-move.js')} */
    const { suspendAndMove } = await import(compiledTest('chaos/suspend-and-move'));
    /** @type {import('../../../test/support/scale/authority-at-scale.js').Scale} */
    const scale = {
      now: new Date(),
      people,
      branches: 20,
      lots: 2,
      method: 'broadcast',
      spareMinutes: 150 * people,
    };
    const authority = await withDatabase(server.url, (database) => anAuthorityAtScale(database, scale));
    await api.start();
    await worker.start(points);
    const began = performance.now();
    await suspendAndMove(server.url, authority, SETTINGS);
    const moved = async () => (await server.ask(CURRENT_STATE))[0].moved;
    const stage = { server, api, worker, redis, moved };
    const bots = new Bots(server, api, authority);
    const working = bots.work();
    const disturbing = disturb?.(stage, people) ?? Promise.resolve();
    const watched = await watch(stage, began);
    bots.stop();
    await Promise.all([working, disturbing]);
    const end = await endOfEachCase(server);
    const faults = [
      ...watched.faults,
      ...bots.complaints,
      ...(await mail.faults(server)),
      ...(await faultsAtTheEnd(server, people)),
    ];
    if (worker.deaths < points.length)
      faults.push(`the worker died ${worker.deaths} times and not at each of ${points.length} points`);
    if (undisturbed) faults.push(...differencesFrom(end, undisturbed.end));
    return { name, people, kills: worker.deaths, ...watched, end, faults };
  } finally {
    client?.disconnect();
    await worker.stop();
    await api.stop();
    await mail.close();
    await server.close();
  }
}

/** @param {Stage} stage @param {number} began */
async function watch({ server, worker }, began) {
  /** @type {Set<string>} */
  const faults = new Set();
  let [recovered, deaths, stepsAtDeath] = [0, 0, 0];
  for (;;) {
    const [now] = await server.ask(CURRENT_STATE);
    if (now.without > 0) faults.add(`${now.without} without care, or with two branches`);
    if (now.overdrawn > 0) faults.add(`${now.overdrawn} capacities below zero`);
    if (worker.deaths > deaths) [deaths, stepsAtDeath] = [worker.deaths, now.steps];
    else if (deaths > 0 && stepsAtDeath >= 0 && now.steps > stepsAtDeath) {
      recovered = Math.max(recovered, (performance.now() - worker.diedAt) / 1_000);
      stepsAtDeath = Infinity;
    }
    const seconds = (performance.now() - began) / 1_000;
    const isOver = now.open === 0;
    if (isOver || seconds * 1_000 > PATIENCE_MS) {
      if (!isOver) faults.add(`${now.open} cases still open after ${PATIENCE_MS / 1_000} s`);
      return { moved: now.moved, seconds, recovered, faults: [...faults] };
    }
    await pause(POLL_MS);
  }
}

/**
 * Lists how each case of the reallocation ended, one line for each case. The lines are sorted by the person's
 * reference. People have the same references in every run, so the lists of two runs can be compared.
 *
 * @param {Server} server
 * @returns {Promise<string[]>}
 */
async function endOfEachCase(server) {
  const rows = await server.ask(
    `SELECT concat_ws(' ', person.reference, 'case', c.rank, c.status, c.weekly_minutes, 'minutes; live', count(p.id),
              'elsewhere', count(p.id) FILTER (WHERE p.delivering_branch_id <> r.branch_id), sum(p.weekly_minutes), 'minutes') AS line
     FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id JOIN person ON person.id = c.person_id
     LEFT JOIN placement p ON p.package_id = c.package_id AND p.status = 'live'
     GROUP BY person.reference, c.id ORDER BY 1`,
  );
  return rows.map(({ line }) => line);
}

/** @param {readonly string[]} end @param {readonly string[]} expected @returns {string[]} */
function differencesFrom(end, expected) {
  const unlike = end.filter((line) => !expected.includes(line));
  const missing = expected.length - end.length + unlike.length;
  return missing === 0 && unlike.length === 0
    ? []
    : [
        `${unlike.length} people ended differently from the undisturbed run, such as: ${unlike[0] ?? 'a person who is missing'}`,
      ];
}

/**
 * Checks the database after a chaos run and returns the faults. Every person must have one live placement
 * with another branch. The reallocation must be finished, every invariant must hold, and the audit chain must
 * be intact.
 *
 * @param {Server} server
 * @param {number} people
 */
async function faultsAtTheEnd(server, people) {
  const [end] = await server.ask(
    `SELECT (SELECT count(*) FROM reallocation WHERE status = 'finished')::int AS finished,
            (SELECT count(DISTINCT c.person_id) FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
             JOIN placement p ON p.id = c.new_placement_id AND p.status = 'live' AND p.delivering_branch_id <> r.branch_id
             WHERE c.status = 'moved')::int AS moved`,
  );
  const faults = end.moved === people ? [] : [`${end.moved} of ${people} with another branch`];
  if (end.finished !== 1) faults.push('the reallocation is not finished');
  /** @type {typeof import('../../../test/support/invariants.js')} */
  const { violations } = await import(compiledTest('support/invariants'));
  const found = await violations(server.ask.bind(server), new Date());
  faults.push(...found.slice(0, 5).map((/** @type {object} */ one) => JSON.stringify(one)));
  faults.push(...(await chainFaults(server)));
  return faults;
}

/** @param {Server} server */
async function chainFaults(server) {
  /** @type {typeof import('../../../test/chaos/verify-audit-chain.js')} */
  const { sealAndVerify } = await import(compiledTest('chaos/verify-audit-chain'));
  const fault = await sealAndVerify(server.url);
  return fault ? [`the audit chain: ${JSON.stringify(fault)}`] : [];
}

/** @param {string} url */
async function connect(url) {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url);
  redis.on('error', () => undefined);
  return redis;
}
