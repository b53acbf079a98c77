import type { Continuity, Rating, Score, ScoreComponents, ScoreInputs, Weights } from '#contracts/ranking';

const FULL = 1_000;

/**
 * The quality points of a branch about which no figure is known, such as a new branch. These points neither
 * favour nor harm the branch.
 */
const UNKNOWN_QUALITY = 600;
const RATING_POINTS: Readonly<Record<Rating, number>> = {
  outstanding: FULL,
  good: 800,
  requires_improvement: 400,
  inadequate: 0,
};
const CONTINUITY_POINTS: Readonly<Record<Continuity, number>> = { current: FULL, recent: 700, none: 0 };

/**
 * Scores an offer: four components from 0 to 1,000 points each, and their weighted sum from 0 to 100,000.
 * Uses whole numbers only, so that every calculation of an offer gives the same score.
 */
export function scoreOffer(inputs: ScoreInputs, weights: Weights): Score {
  const components: ScoreComponents = {
    price: Math.floor((FULL * inputs.lowestRatePence) / inputs.hourlyRatePence),
    quality: qualityOf(inputs),
    fit: fitOf(inputs),
    continuity: CONTINUITY_POINTS[inputs.continuity],
  };
  return { weights, inputs, components, total: weightedSum(components, weights) };
}

/**
 * Calculates a branch's quality as the weighted mean of its known figures. Rating has the weight 5,
 * punctuality 3 and complaints 2.
 */
function qualityOf({ rating, punctualPerMille, complaintsPerTenThousand }: ScoreInputs): number {
  const parts = [
    { weight: 5, points: rating === null ? null : RATING_POINTS[rating] },
    { weight: 3, points: punctualPerMille },
    { weight: 2, points: complaintsPerTenThousand === null ? null : lessFor(complaintsPerTenThousand, 10) },
  ];
  const known = parts.flatMap(({ weight, points }) => (points === null ? [] : { weight, points }));
  if (known.length === 0) return UNKNOWN_QUALITY;
  const points = known.reduce((sum, part) => sum + part.weight * part.points, 0);
  const weight = known.reduce((sum, part) => sum + part.weight, 0);
  return Math.round(points / weight);
}

/**
 * Calculates how well an offer fits the package. Three quarters of the points depend on how many visits begin
 * inside the requested times. One quarter depends on whether care starts in time.
 */
function fitOf({ visitsInside, visitsAsked, daysLate }: ScoreInputs): number {
  const share = Math.floor((FULL * visitsInside) / visitsAsked);
  const start = lessFor(daysLate, 200);
  return Math.floor((3 * share + start) / 4);
}

/** Returns the full points minus `pointsEach` times `count`, but at least zero. */
function lessFor(count: number, pointsEach: number): number {
  return Math.max(0, FULL - count * pointsEach);
}

function weightedSum({ price, quality, fit, continuity }: ScoreComponents, weights: Weights): number {
  return (
    weights.price * price + weights.quality * quality + weights.fit * fit + weights.continuity * continuity
  );
}
