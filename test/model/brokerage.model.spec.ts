import fc from 'fast-check';
import { AuditChain } from '#platform/audit/audit-chain';
import { modelSettings } from '../support/model-settings.js';
import { type Account, type Command, commands } from './commands.js';
import { createPackages } from './broadcasts.js';
import { beginMoving } from './reallocations.js';
import { SmallAuthority, type StartingSituation } from './small-authority.js';

const SETTINGS = modelSettings();
const MOST_TURNS = 4;
const MUST_BE_DONE = ['bring', 'award', 'start', 'vary', 'restrict', 'lift', 'permit', 'time', 'case moved'];
const MUST_BE_REFUSED = ['branch_not_eligible', 'variation_refused', 'move_not_allowed'];

/**
 * Model test: officers, a commissioner, four providers and the clock act on one small authority, at random
 * and at the same time. After each step, SQL checks every invariant of docs/rules.md §5 and §6.
 *
 * `MODEL_RUNS`, `MODEL_STEPS` and `MODEL_SECONDS` make the test longer. `MODEL_SEED` and `MODEL_PATH` repeat
 * a failed run, except for the timing of acts that run at the same time.
 */
describe('a brokerage in which everybody acts at once', () => {
  let field: SmallAuthority;
  const account: Account = { done: {}, refused: {} };
  beforeAll(async () => {
    field = await SmallAuthority.open();
  });
  afterAll(() => field.world.close());

  /**
   * Counts how many reallocation cases have each status at the end of a run, and adds the numbers to the
   * counts of the whole test.
   */
  async function countCases(): Promise<void> {
    const rows = await field.world.rows<{ status: string; cases: number }>(
      'SELECT status, count(*)::int AS cases FROM reallocation_case GROUP BY status',
    );
    for (const { status, cases } of rows)
      account.done[`case ${status}`] = (account.done[`case ${status}`] ?? 0) + cases;
  }

  async function run(
    given: StartingSituation,
    brought: Parameters<typeof createPackages>[1],
    steps: Iterable<Command>,
  ): Promise<void> {
    await field.reset(given);
    await createPackages(field, brought);
    await beginMoving(field, given);
    await fc.asyncModelRun(() => ({ model: account, real: field }), steps);
    await countCases();
    const chain = field.world.get(AuditChain);
    while ((await chain.seal()) > 0);
    expect(await chain.verify()).toBeNull();
  }

  it(
    'keeps every invariant',
    async () => {
      let running = Promise.resolve();
      const situation: fc.Arbitrary<StartingSituation> = fc.record({
        method: fc.constantFrom('first_acceptable', 'tiers', 'cascade', 'broadcast'),
        spareMinutes: fc.constantFrom(700, 1_500, 4_000),
        leaving: fc.constantFrom('suspension', 'hand_back', 'hand_back', null),
        intakeCap: fc.constantFrom(null, 1, 1, 2),
      });
      const begun = fc.array(
        fc.tuple(fc.nat(3), fc.nat(4), fc.constantFrom(1, 2, 3, 3, 3, 3), fc.constantFrom(0, 0, 0, 1, 2, 3)),
        {
          minLength: 5,
          maxLength: 9,
        },
      );
      const property = fc.asyncProperty(
        situation,
        begun,
        commands(SETTINGS.steps),
        (given, brought, steps) => (running = run(given, brought, steps)),
      );
      const check = async (): Promise<void> => {
        await fc.assert(property, {
          numRuns: SETTINGS.runs,
          interruptAfterTimeLimit: SETTINGS.seconds * 1_000,
          markInterruptAsFailure: false,
          endOnFailure: !SETTINGS.shrink,
          ...(SETTINGS.seed !== undefined && { seed: SETTINGS.seed }),
          ...(SETTINGS.path !== undefined && { path: SETTINGS.path }),
        });
        await running; // fast-check returns at the time limit while a run is still going
      };
      await check();
      // A busy machine does fewer steps in the same time, so rare actions need another turn.
      for (let turn = 1; turn < MOST_TURNS && missingFrom(account).length > 0; turn += 1) await check();
      if (SETTINGS.printsCounts) process.stderr.write(`${JSON.stringify(account, null, 1)}\n`);
    },
    (MOST_TURNS * SETTINGS.seconds + 300) * 1_000,
  );

  it('was hard enough: every important action was done, and every important refusal occurred', () => {
    expect(missingFrom(account)).toEqual([]);
  });
});

/** Returns the important actions that never succeeded, and the important refusals that never occurred. */
function missingFrom({ done, refused }: Account): readonly string[] {
  const codes = new Set(Object.keys(refused).map((one) => one.split(': ')[1]));
  return [...MUST_BE_DONE.filter((one) => !done[one]), ...MUST_BE_REFUSED.filter((one) => !codes.has(one))];
}
