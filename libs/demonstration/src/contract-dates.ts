import type { NewContract } from '#contracts/providers';
import { addDays } from '#domain/time/iso-date';
import type { SeededRandom } from './seeded-random.js';

type ContractDates = Required<Pick<NewContract, 'startsOn' | 'endsOn'>>;

/**
 * The first and the last day of the authority's contract framework, in days from today. Negative in the past.
 */
const FRAMEWORK_BEGAN = -600;
const FRAMEWORK_ENDS = 860;

/**
 * Plans the first and the last day of a contract. First-tier contracts run as long as the framework. Some
 * other contracts began later, have ended or have not begun yet.
 */
export function contractDates(tier: number, today: string, random: SeededRandom): ContractDates {
  const roll = random.next();
  const joined = -random.integer(45, 400);
  if (tier === 1 || roll >= 0.4) return dates(today, FRAMEWORK_BEGAN, FRAMEWORK_ENDS);
  if (roll < 0.05) return dates(today, FRAMEWORK_BEGAN, -20);
  if (roll < 0.1) return dates(today, 21, FRAMEWORK_ENDS);
  if (roll < 0.15) return dates(today, FRAMEWORK_BEGAN, 14);
  if (roll < 0.2) return dates(today, joined, null);
  return dates(today, joined, FRAMEWORK_ENDS);
}

export function isLiveOn(day: string, { startsOn, endsOn }: ContractDates): boolean {
  return startsOn <= day && (endsOn === null || endsOn >= day);
}

function dates(today: string, starts: number, ends: number | null): ContractDates {
  return { startsOn: addDays(today, starts), endsOn: ends === null ? null : addDays(today, ends) };
}
