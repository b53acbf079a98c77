import type { Tx } from '#platform/database/database';
import type { DemonstrationPlan } from '../demonstration.plan.js';
import { seededId } from './seeded-id.js';

/**
 * The input of every function that stores demonstration data: transaction, plan, row ids and current time.
 */
export interface Loading {
  readonly tx: Tx;
  readonly plan: DemonstrationPlan;
  readonly ids: PlanIds;
  readonly now: Date;
}

/**
 * Finds the id of a planned row: of a lot by its code, of a person by the case number, of a user by the
 * e-mail address.
 */
export interface PlanIds {
  readonly authority: string;
  readonly lot: (code: string) => string;
  readonly person: (reference: string) => string;
  readonly user: (email: string) => string;
}

export const LEICESTERSHIRE = 'Leicestershire (demonstration)';

/**
 * The first serial number for ids of the second demonstration authority. The first authority uses lower
 * numbers, so ids of the two authorities never collide.
 */
export const OTHER_AUTHORITY = 900_000;

export function idsOf({ lots, people, users }: DemonstrationPlan): PlanIds {
  return {
    authority: seededId('authority', 1),
    lot: numbered('lot', lots, ({ code }) => code),
    person: numbered('person', people, ({ reference }) => reference),
    user: numbered('user', users, ({ email }) => email),
  };
}

function numbered<T>(
  kind: string,
  items: readonly T[],
  nameOf: (item: T) => string,
): (name: string) => string {
  const ids = new Map(items.map((item, index) => [nameOf(item), seededId(kind, index + 1)]));
  return (name) => {
    const id = ids.get(name);
    if (id === undefined) throw new RangeError(`the plan has no ${kind} ${name}`);
    return id;
  };
}

const DAY_MS = 24 * 60 * 60_000;

export function daysBefore(instant: Date, days: number): Date {
  return new Date(instant.getTime() - days * DAY_MS);
}

/** How many days ago the authority was set up. All planned care started later. */
export const DAYS_SINCE_SET_UP = 1_300;
