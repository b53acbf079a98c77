// @ts-check
import { inRunFolder } from '../compiled-tests.mjs';
import { argumentsOf, countOf } from '../arguments.mjs';
import { say } from '../console-output.mjs';
import { startMortalRedis } from '../testing/redis.mjs';
import { runScenario } from './run-scenario.mjs';
import { ALL, BOUNDED, ON_REDIS, UNDISTURBED } from './scenarios.mjs';

/** @typedef {import('./run-scenario.mjs').Outcome} Outcome */

const HELP = `npm run chaos -- [--people NUMBER] [--bounded] [word of a scenario's name …]`;

/** @param {string[]} args @returns {Promise<number>} the exit code */
export async function runChaos(args) {
  const { values, positionals } = argumentsOf(
    {
      args,
      allowPositionals: true,
      options: { people: { type: 'string' }, bounded: { type: 'boolean', default: false } },
    },
    HELP,
  );
  const people = countOf('people', values.people ?? (values.bounded ? '40' : '300'), HELP);
  const isWanted = (/** @type {{ name: string }} */ { name }) =>
    positionals.every((word) => name.includes(word));
  const onPostgres = (values.bounded ? BOUNDED : ALL).filter(isWanted);
  const onRedis = values.bounded
    ? []
    : ON_REDIS.map((one) => ({ ...one, name: `on Redis: ${one.name}` })).filter(isWanted);
  say(HEADING);
  /**
   * The result of the run without a disturbance, which comes first. In all other runs, the reallocation cases
   * must end in the same way.
   *
   * @type {Outcome | undefined}
   */
  const undisturbed = values.bounded
    ? undefined
    : tell(await inRunFolder((runFolder) => runScenario(runFolder, UNDISTURBED, { people })));
  const outcomes = undisturbed ? [undisturbed] : [];
  for (const scenario of onPostgres)
    outcomes.push(
      tell(await inRunFolder((runFolder) => runScenario(runFolder, scenario, { people, undisturbed }))),
    );
  for (const scenario of onRedis)
    await inRunFolder(async (runFolder) => {
      const queues = await startMortalRedis(runFolder);
      if (!queues) return say(`NOT RUN, because there is no redis-server here: ${scenario.name}`);
      outcomes.push(tell(await runScenario(runFolder, scenario, { people, queues, undisturbed })));
    });
  const failed = outcomes.filter(({ faults }) => faults.length > 0).length;
  say(`\n${outcomes.length} runs, ${failed} failed`);
  return outcomes.length > 0 && failed === 0 ? 0 : 1;
}

const HEADING = `\n  moved     kills  seconds  recovered  disturbance`;

/** @param {Outcome} outcome */
function tell(outcome) {
  const { name, people, moved, kills, seconds, recovered, faults } = outcome;
  const cells = [
    `${moved}/${people}`.padEnd(8),
    `${kills}`.padStart(6),
    seconds.toFixed(1).padStart(8),
    (recovered > 0 ? `${recovered.toFixed(1)} s` : '').padStart(10),
  ];
  say(`  ${cells.join(' ')}  ${name}${faults.length > 0 ? '   FAILED' : ''}`);
  for (const fault of faults) say(`      ${fault}`);
  return outcome;
}
