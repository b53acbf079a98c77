import type { BranchRatings } from '#contracts/providers';
import type { Rating } from '#contracts/ranking';
import { addDays } from '#domain/time/iso-date';
import type { RosterBranch } from './leicestershire/provider-roster.js';
import type { SeededRandom } from './seeded-random.js';

/**
 * The quality figures of a branch. A figure is null if the branch has delivered too little care to measure.
 */
export interface BranchQuality {
  readonly punctualPerMille: number | null;
  readonly complaintsPerTenThousand: number | null;
}

type KeyQuestion = Exclude<keyof BranchRatings, 'overall' | 'ratedOn'>;
const KEY_QUESTIONS: readonly KeyQuestion[] = ['safe', 'effective', 'caring', 'responsive', 'wellLed'];
const UNRATED: BranchRatings = {
  overall: null,
  safe: null,
  effective: null,
  caring: null,
  responsive: null,
  wellLed: null,
  ratedOn: null,
};

/**
 * The planned ratings of CQC's five key questions, by the overall rating of a branch. The questions in
 * `which` get the rating `marked`, all others get `usual`. In a good branch, one random question may get
 * `marked`.
 */
const KEY_QUESTIONS_OF: Readonly<Record<Rating, { usual: Rating; marked: Rating; which: KeyQuestion[] }>> = {
  outstanding: { usual: 'good', marked: 'outstanding', which: ['caring', 'responsive', 'wellLed'] },
  good: { usual: 'good', marked: 'requires_improvement', which: [] },
  requires_improvement: { usual: 'good', marked: 'requires_improvement', which: ['safe', 'wellLed'] },
  inadequate: { usual: 'requires_improvement', marked: 'inadequate', which: ['safe', 'wellLed'] },
};

/**
 * Plans the CQC ratings of a branch. The ratings of the key questions follow from the overall rating, unless
 * `PROVIDER_ROSTER` lists other ratings for the branch.
 */
export function plannedRatings(
  { rating, marks }: RosterBranch,
  today: string,
  random: SeededRandom,
): BranchRatings {
  const ratedOn = addDays(today, -random.integer(60, 1_700));
  const strayQuestion = random.pick(KEY_QUESTIONS);
  const hasStray = random.chance(0.3);
  if (rating === null)
    return { ...UNRATED, ...marks, ratedOn: Object.keys(marks).length > 0 ? ratedOn : null };

  const { usual, marked, which } = KEY_QUESTIONS_OF[rating];
  const questionsMarked = rating === 'good' && hasStray ? [strayQuestion] : which;
  const answer = (question: KeyQuestion): Rating => (questionsMarked.includes(question) ? marked : usual);
  return {
    overall: rating,
    safe: answer('safe'),
    effective: answer('effective'),
    caring: answer('caring'),
    responsive: answer('responsive'),
    wellLed: answer('wellLed'),
    ratedOn,
    ...marks,
  };
}

/**
 * The lowest and highest quality figures, by the overall rating of a branch. A better rating means more
 * punctual visits and fewer complaints.
 */
const QUALITY_OF: Readonly<
  Record<Rating | 'unrated', { punctual: [number, number]; complaints: [number, number] }>
> = {
  outstanding: { punctual: [962, 993], complaints: [1, 4] },
  good: { punctual: [925, 985], complaints: [2, 9] },
  requires_improvement: { punctual: [872, 944], complaints: [6, 18] },
  inadequate: { punctual: [815, 902], complaints: [12, 30] },
  unrated: { punctual: [895, 980], complaints: [2, 14] },
};

export function plannedQuality({ rating }: RosterBranch, random: SeededRandom): BranchQuality {
  const { punctual, complaints } = QUALITY_OF[rating ?? 'unrated'];
  const isNew = random.chance(rating === null ? 0.4 : 0);
  const punctualPerMille = random.integer(...punctual);
  const complaintsPerTenThousand = random.integer(...complaints);
  return isNew
    ? { punctualPerMille: null, complaintsPerTenThousand: null }
    : { punctualPerMille, complaintsPerTenThousand };
}
