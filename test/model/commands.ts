import { inspect } from 'node:util';
import fc from 'fast-check';
import { DomainError } from '#domain/domain-error';
import { violations } from '../support/invariants.js';
import { nothingOverdue } from '../support/invariants/pending-work.js';
import type { Violation } from '../support/invariants/violation.js';
import type { Span } from '../support/clock.js';
import * as variationRequests from './variation-requests.js';
import * as amendments from './amendments.js';
import * as broadcasts from './broadcasts.js';
import * as care from './awards-and-care.js';
import * as handBacks from './hand-backs-and-pauses.js';
import type { PreparedAction, Draw, Prepare } from './prepared-action.js';
import type { SmallAuthority } from './small-authority.js';
import * as reallocations from './reallocations.js';
import * as restrictions from './restrictions.js';

/**
 * How many actions succeeded and how many were refused in all runs. The test requires a minimum number of
 * successes for each action.
 */
export interface Account {
  readonly done: Record<string, number>;
  readonly refused: Record<string, number>;
}

export type Command = fc.AsyncCommand<Account, SmallAuthority>;

const ACTIONS: Readonly<Record<string, readonly [weight: number, prepare: Prepare]>> = {
  bring: [10, broadcasts.bring],
  publish: [2, broadcasts.publish],
  offer: [4, broadcasts.offer],
  revise: [2, broadcasts.revise],
  withdrawOffer: [1, broadcasts.withdrawOffer],
  decline: [1, broadcasts.decline],
  closeEarly: [3, broadcasts.closeEarly],
  roundOff: [6, broadcasts.roundOff],
  cancel: [1, broadcasts.cancel],
  extend: [1, broadcasts.extend],
  withdrawPackage: [1, broadcasts.withdrawPackage],
  alarm: [3, broadcasts.alarm],
  award: [8, care.award],
  awardTwice: [2, care.awardTwice],
  start: [8, care.start],
  withdrawAward: [3, care.withdrawAward],
  checkStart: [1, care.checkStart],
  vary: [6, care.vary],
  end: [2, care.end],
  declare: [2, care.declare],
  restrict: [6, restrictions.restrict],
  lift: [4, restrictions.lift],
  enforce: [1, restrictions.enforce],
  permit: [4, restrictions.permit],
  varyPermitted: [5, restrictions.varyPermitted],
  startPermitted: [4, restrictions.startPermitted],
  bringPermitted: [4, restrictions.bringPermitted],
  withdrawPermission: [1, restrictions.withdrawPermission],
  suspend: [4, reallocations.suspend],
  propose: [2, reallocations.propose],
  startMoving: [6, reallocations.startMoving],
  steer: [3, reallocations.steer],
  release: [2, reallocations.release],
  openCase: [3, reallocations.openCase],
  awardTop: [2, reallocations.awardTop],
  carryOn: [8, reallocations.carryOn],
  askAgain: [2, reallocations.askAgain],
  keep: [3, reallocations.keep],
  settle: [1, reallocations.settle],
  close: [2, handBacks.close],
  handBack: [2, handBacks.handBack],
  pause: [1, handBacks.pause],
  resume: [1, handBacks.resume],
  amend: [3, amendments.amend],
  expire: [1, amendments.expire],
  requestVariation: [2, variationRequests.requestVariation],
  decideVariation: [3, variationRequests.decideVariation],
  changeDeliverer: [3, variationRequests.changeDeliverer],
  exclude: [1, restrictions.exclude],
  allow: [1, restrictions.allow],
};

interface Action {
  readonly name: string;
  readonly draw: Draw;
}

/** The actions to try, in this order, if no row is suitable for the drawn action. */
const INSTEAD: readonly string[] = [
  'carryOn',
  'start',
  'award',
  'roundOff',
  'startMoving',
  'openCase',
  'vary',
  'bring',
];

async function prepared(
  field: SmallAuthority,
  { name, draw }: Action,
): Promise<{ name: string; doing: PreparedAction | null }> {
  for (const one of [name, ...INSTEAD]) {
    const doing = await ACTIONS[one]?.[1](field, draw);
    if (doing) return { name: one, doing };
  }
  return { name, doing: null };
}

/** A step of the model test: runs several actions at the same time, and then checks all invariants. */
class AtOnce implements Command {
  constructor(readonly actions: readonly Action[]) {}

  check = (): boolean => true;

  async run(account: Account, field: SmallAuthority): Promise<void> {
    const doings = await Promise.all(this.actions.map((action) => prepared(field, action)));
    const results = await Promise.allSettled(doings.map(async ({ doing }) => doing?.(field)));
    for (const [index, result] of results.entries()) {
      const { name = '' } = doings[index] ?? {};
      if (result.status === 'fulfilled') count(account.done, name);
      else if (result.reason instanceof DomainError) count(account.refused, `${name}: ${result.reason.code}`);
      else throw result.reason;
    }
    await assertSound(field);
  }

  toString = (): string => this.actions.map(({ name, draw }) => `${name}(${draw.join()})`).join(' & ');
}

/**
 * A step of the model test: moves the clock and runs the worker's sweep. Then checks all invariants, and that
 * no work is overdue.
 */
class TimePasses implements Command {
  constructor(readonly span: Span) {}

  check = (): boolean => true;

  async run(account: Account, field: SmallAuthority): Promise<void> {
    field.world.clock.pass(this.span);
    await field.sweep();
    count(account.done, 'time');
    await assertSound(field);
    refuse(
      await nothingOverdue((sql, parameters) => field.world.rows(sql, parameters), field.world.clock.now()),
    );
  }

  toString = (): string => `time(${JSON.stringify(this.span)})`;
}

async function assertSound(field: SmallAuthority): Promise<void> {
  if (field.failedSweeps.length > 0)
    throw new Error(`the sweep could not do what was due: ${inspect(field.failedSweeps[0])}`);
  refuse(
    await violations(
      (sql, parameters) => field.world.rows(sql, parameters),
      field.world.clock.now(),
      field.seen,
    ),
  );
}

function refuse(found: readonly Violation[]): void {
  if (found.length > 0) throw new Error(`what must never be:\n${JSON.stringify(found, null, 1)}`);
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

/**
 * Draws a small number, most often 0. The number selects an item, and 0 selects the newest. So actions that
 * run at the same time often affect one item.
 */
const near = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.nat(3) });
const draw: fc.Arbitrary<Draw> = fc.tuple(near, fc.nat(5), fc.nat(5), fc.nat(3));
const name = (of: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(...of.map((one) => ({ weight: ACTIONS[one]?.[0] ?? 1, arbitrary: fc.constant(one) })));
const action: fc.Arbitrary<Action> = fc.record({ name: name(Object.keys(ACTIONS)), draw });

/**
 * Draws one action and runs it at the same time on several rows that are next to each other. The rules may
 * allow each of these actions alone, but not all of them.
 */
const alike: fc.Arbitrary<Action[]> = fc
  .tuple(
    name([
      'bring',
      'award',
      'start',
      'vary',
      'publish',
      'offer',
      'varyPermitted',
      'startPermitted',
      'openCase',
      'awardTop',
      'keep',
      'release',
      'carryOn',
      'carryOn',
      'decideVariation',
      'changeDeliverer',
    ]),
    draw,
    fc.integer({ min: 2, max: 4 }),
  )
  .map(([what, [, ...rest], copies]) =>
    Array.from({ length: copies }, (_, n): Action => ({ name: what, draw: [n, ...rest] })),
  );

const together: fc.Arbitrary<Action[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(action, { minLength: 1, maxLength: 4 }) },
  { weight: 3, arbitrary: alike },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        alike,
        fc.record({
          name: name([
            'restrict',
            'lift',
            'withdrawPermission',
            'end',
            'declare',
            'exclude',
            'startMoving',
            'steer',
            'keep',
            'close',
            'handBack',
            'pause',
            'amend',
            'changeDeliverer',
          ]),
          draw,
        }),
      )
      .map(([many, one]) => [...many.slice(0, 3), one]),
  },
);

const SPANS: readonly Span[] = [
  { seconds: 8 },
  { minutes: 10 },
  { hours: 1 },
  { hours: 4 },
  { days: 1 },
  { days: 4 },
];

export const commands = (most: number): fc.Arbitrary<Iterable<Command>> =>
  fc.commands(
    [
      together.map((actions) => new AtOnce(actions)),
      together.map((actions) => new AtOnce(actions)),
      together.map((actions) => new AtOnce(actions)),
      fc.constantFrom(...SPANS).map((span) => new TimePasses(span)),
    ],
    { maxCommands: most, size: 'max' },
  );
