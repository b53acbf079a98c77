import fc from 'fast-check';
import { DomainError } from '#domain/domain-error';
import { violations } from '../support/invariants.js';
import { nothingOverdue } from '../support/invariants/nothing-forgotten.js';
import type { Violation } from '../support/invariants/violation.js';
import type { Span } from '../support/clock.js';
import * as agreeing from './agreeing.js';
import * as amending from './amending.js';
import * as asking from './asking.js';
import * as caring from './caring.js';
import * as departing from './departing.js';
import type { Doing, Draw, Prepare } from './doing.js';
import type { Field } from './field.js';
import * as moving from './moving.js';
import * as restricting from './restricting.js';

/**
 * Counts the successful and the refused actions of all runs, so that the test can check that the runs were
 * hard enough.
 */
export interface Account {
  readonly done: Record<string, number>;
  readonly refused: Record<string, number>;
}

type Command = fc.AsyncCommand<Account, Field>;

const ACTIONS: Readonly<Record<string, readonly [weight: number, prepare: Prepare]>> = {
  bring: [10, asking.bring],
  publish: [2, asking.publish],
  offer: [4, asking.offer],
  revise: [2, asking.revise],
  withdrawOffer: [1, asking.withdrawOffer],
  decline: [1, asking.decline],
  closeEarly: [3, asking.closeEarly],
  roundOff: [6, asking.roundOff],
  cancel: [1, asking.cancel],
  extend: [1, asking.extend],
  withdrawPackage: [1, asking.withdrawPackage],
  alarm: [3, asking.alarm],
  award: [8, caring.award],
  awardTwice: [2, caring.awardTwice],
  start: [8, caring.start],
  withdrawAward: [3, caring.withdrawAward],
  checkStart: [1, caring.checkStart],
  vary: [6, caring.vary],
  end: [2, caring.end],
  declare: [2, caring.declare],
  restrict: [6, restricting.restrict],
  lift: [4, restricting.lift],
  enforce: [1, restricting.enforce],
  permit: [4, restricting.permit],
  varyPermitted: [5, restricting.varyPermitted],
  startPermitted: [4, restricting.startPermitted],
  bringPermitted: [4, restricting.bringPermitted],
  withdrawPermission: [1, restricting.withdrawPermission],
  suspend: [4, moving.suspend],
  propose: [2, moving.propose],
  startMoving: [6, moving.startMoving],
  steer: [3, moving.steer],
  release: [2, moving.release],
  openCase: [3, moving.openCase],
  awardTop: [2, moving.awardTop],
  carryOn: [8, moving.carryOn],
  askAgain: [2, moving.askAgain],
  keep: [3, moving.keep],
  settle: [1, moving.settle],
  close: [2, departing.close],
  handBack: [2, departing.handBack],
  pause: [1, departing.pause],
  resume: [1, departing.resume],
  amend: [3, amending.amend],
  expire: [1, amending.expire],
  requestVariation: [2, agreeing.requestVariation],
  decideVariation: [3, agreeing.decideVariation],
  changeDeliverer: [3, agreeing.changeDeliverer],
  exclude: [1, restricting.exclude],
  allow: [1, restricting.allow],
};

interface Action {
  readonly name: string;
  readonly draw: Draw;
}

/** The actions to try in this order if the drawn action finds nothing to act on. */
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
  field: Field,
  { name, draw }: Action,
): Promise<{ name: string; doing: Doing | null }> {
  for (const one of [name, ...INSTEAD]) {
    const doing = await ACTIONS[one]?.[1](field, draw);
    if (doing) return { name: one, doing };
  }
  return { name, doing: null };
}

/** Runs several actions concurrently, and then checks all invariants. */
class AtOnce implements Command {
  constructor(readonly actions: readonly Action[]) {}

  check = (): boolean => true;

  async run(account: Account, field: Field): Promise<void> {
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

/** Moves the clock, runs the sweep, and then checks all invariants and that nothing is overdue. */
class TimePasses implements Command {
  constructor(readonly span: Span) {}

  check = (): boolean => true;

  async run(account: Account, field: Field): Promise<void> {
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

async function assertSound(field: Field): Promise<void> {
  if (field.failedSweeps.length > 0)
    throw new Error('the sweep could not do what was due', { cause: field.failedSweeps[0] });
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

/** Draws a small index, mostly 0, the newest item, so that concurrent actions often affect the same item. */
const near = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 4, arbitrary: fc.nat(3) });
const draw: fc.Arbitrary<Draw> = fc.tuple(near, fc.nat(5), fc.nat(5), fc.nat(3));
const name = (of: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(...of.map((one) => ({ weight: ACTIONS[one]?.[0] ?? 1, arbitrary: fc.constant(one) })));
const action: fc.Arbitrary<Action> = fc.record({ name: name(Object.keys(ACTIONS)), draw });

/** Draws the same action for several neighbouring items. Each may be allowed alone, and all together not. */
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
