import { CAPACITY_FRESH_DAYS } from '#contracts/providers';
import { hoursInWords } from '../time/durations.js';
import { type Answer, fails, passes, warns } from './rule-answer.js';
import type { CapacityFact, PackageFacts } from './facts.js';

const FRESH_MS = CAPACITY_FRESH_DAYS * 24 * 60 * 60_000;
const DECLARE = 'The branch must declare its capacity for this lot.';

/**
 * Fails if the branch has fewer spare weekly minutes than the package needs. Warns if the branch declared its
 * capacity more than seven days ago.
 */
export function answerSpareMinutes(
  capacity: CapacityFact | null,
  { weeklyMinutes }: Pick<PackageFacts, 'weeklyMinutes'>,
  now: Date,
): Answer {
  if (!capacity) return fails({ weeklyMinutes, spareMinutes: null, declaredAt: null }, DECLARE);
  const { spareMinutes, declaredAt } = capacity;
  const evidence = { weeklyMinutes, spareMinutes, declaredAt: declaredAt.toISOString() };
  if (spareMinutes < weeklyMinutes)
    return fails(
      evidence,
      `The package needs ${hoursInWords(weeklyMinutes)} a week; the branch must have ${hoursInWords(weeklyMinutes - spareMinutes)} more to spare.`,
    );
  if (now.getTime() - declaredAt.getTime() > FRESH_MS)
    return warns(evidence, `The branch declared its capacity more than ${CAPACITY_FRESH_DAYS} days ago.`);
  return passes(evidence);
}

const LIST = new Intl.ListFormat('en-GB', { type: 'conjunction' });

/** Fails if the branch does not serve every band (breakfast, lunch, tea, bed, night) of the package. */
export function answerBands(capacity: CapacityFact | null, { bands }: Pick<PackageFacts, 'bands'>): Answer {
  const served = capacity?.bands ?? [];
  const missing = bands.filter((band) => !served.includes(band));
  const evidence = { bands, served, missing };
  if (missing.length === 0) return passes(evidence);
  return fails(
    evidence,
    capacity ? `The branch must declare these times of day: ${LIST.format(missing)}.` : DECLARE,
  );
}

/** Fails if the package has a double-up visit and the branch cannot send two carers together. */
export function answerDoubleUp(
  capacity: CapacityFact | null,
  { doubleUp }: Pick<PackageFacts, 'doubleUp'>,
): Answer {
  const evidence = { doubleUp, doubleUps: capacity?.doubleUps ?? null };
  if (!doubleUp || capacity?.doubleUps) return passes(evidence);
  return fails(
    evidence,
    capacity ? 'The branch must declare that it can send two carers together.' : DECLARE,
  );
}
