import type { GrowthBasis } from '#contracts/restrictions';
import { hoursInWords } from '../time/durations.js';
import { dateInWords } from '../time/iso-date.js';
import { londonDate } from '../time/london.js';
import type { CareFact, PermissionFact, RestrictionFact } from './facts.js';
import { growsFrom } from './growth-limit.js';
import { bindsAuthority, bindsLot, isInForce } from './in-force.js';

export interface HeadRoomQuestion {
  /** The restrictions on the delivering branch. */
  readonly restrictions: readonly RestrictionFact[];
  /**
   * The unused permissions (written agreements to exceed a condition) for the person or the person's
   * packages.
   */
  readonly permissions: readonly PermissionFact[];
  readonly care: Pick<CareFact, 'authorityId' | 'personMinutesNow' | 'personAwardedMinutes'>;
  /**
   * The lots in which the branch delivers care to the person, or will deliver awarded care. A person who
   * moved home can have several lots.
   */
  readonly lotIds: readonly string[];
  readonly now: Date;
  readonly commitBy: Date;
}

export interface ConditionRoom {
  readonly restrictionId: string;
  readonly conditionId: string;
  readonly basis: GrowthBasis;
  readonly limitMinutes: number;
  readonly baselineMinutes: number | null;
  /**
   * The weekly minutes by which the person's care may still grow under this condition. Null for a person
   * without care, because a first package is not growth.
   */
  readonly leftMinutes: number | null;
  readonly until: Date | null;
  readonly permissions: readonly PermissionFact[];
}

export interface HeadRoom {
  readonly presentMinutes: number;
  readonly conditions: readonly ConditionRoom[];
  /**
   * The weekly minutes by which the person's care may still grow under the strictest growth limit. Null if no
   * growth limit applies.
   */
  readonly leftMinutes: number | null;
  readonly until: Date | null;
}

/**
 * Calculates by how many weekly minutes a person's care may still grow without a permission (docs/rules.md
 * §3.4.3). Growth by exactly this number is allowed.
 *
 * The strictest limit decides. Of equally strict limits, the limit that ends last decides.
 */
export function headRoom(question: HeadRoomQuestion): HeadRoom {
  const { restrictions, care, lotIds, now, commitBy } = question;
  const presentMinutes = care.personMinutesNow + care.personAwardedMinutes;
  const conditions = restrictions
    .filter(
      (restriction) =>
        isInForce(restriction, { from: now, until: commitBy }) &&
        bindsAuthority(restriction, care.authorityId) &&
        lotIds.some((lotId) => bindsLot(restriction, lotId)),
    )
    .flatMap((restriction) => roomUnder(restriction, presentMinutes, question));
  const limits = conditions.flatMap(({ leftMinutes }) => leftMinutes ?? []);
  if (limits.length === 0) return { presentMinutes, conditions, leftMinutes: null, until: null };
  const leftMinutes = Math.min(...limits);
  const deciding = conditions.filter((one) => one.leftMinutes === leftMinutes);
  return { presentMinutes, conditions, leftMinutes, until: lastOf(deciding.map(({ until }) => until)) };
}

function roomUnder(
  { id: restrictionId, to, conditions }: RestrictionFact,
  presentMinutes: number,
  { permissions, commitBy }: HeadRoomQuestion,
): ConditionRoom[] {
  return conditions.flatMap(({ id: conditionId, condition, baselineMinutes: frozen }): ConditionRoom[] => {
    if (condition.kind !== 'growth_limit') return [];
    const { basis, limitMinutes } = condition;
    const baselineMinutes = growsFrom(basis, frozen, presentMinutes);
    const leftMinutes =
      baselineMinutes === null ? null : Math.max(0, baselineMinutes + limitMinutes - presentMinutes);
    const own = permissions.filter((one) => one.conditionId === conditionId && one.until >= commitBy);
    return [
      {
        restrictionId,
        conditionId,
        basis,
        limitMinutes,
        baselineMinutes,
        leftMinutes,
        until: to,
        permissions: own,
      },
    ];
  });
}

/**
 * Returns the latest of several instants at which restrictions end. Null means that a restriction has no end,
 * so null counts as the latest.
 */
function lastOf(ends: readonly (Date | null)[]): Date | null {
  return ends.reduce((last, end) => (last === null || end === null ? null : last > end ? last : end));
}

/** Says in a sentence by how much care may still grow, for example "1 h 15 min left until 14 March 2026." */
export function headRoomInWords({ leftMinutes, until }: Pick<HeadRoom, 'leftMinutes' | 'until'>): string {
  if (leftMinutes === null) return 'No growth limit is in force.';
  const left = leftMinutes === 0 ? 'Nothing' : hoursInWords(leftMinutes);
  return until === null ? `${left} left.` : `${left} left until ${dateInWords(londonDate(until))}.`;
}
