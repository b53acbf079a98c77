import type { RankedOfferView } from '#contracts/offers';
import type { Continuity, Score, ScoreComponents } from '#contracts/ranking';
import { calendarDay } from '../../../formats/london-time.js';
import { grouped, pounds } from '../../../formats/quantities.js';
import { RATING_WORDING } from '../../../wording/branches.js';
import { OFFER_STATUS_WORDING } from '../../../wording/broadcasts.js';
import { BAND_WORDING, daysInWords, windowInWords } from '../../../wording/visits.js';

const CONTINUITY_WORDING: Readonly<Record<Continuity, string>> = {
  current: 'Cares for the person now',
  recent: 'Did in the last 90 days',
  none: 'Never did',
};

const COMPONENT_WORDING: Readonly<Record<keyof ScoreComponents, string>> = {
  price: 'Price',
  quality: 'Quality',
  fit: 'Fit',
  continuity: 'Continuity',
};

const POINTS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Formats a score of 0 to 100,000 as points from 0.0 to 100.0. */
const points = (thousandths: number): string => POINTS.format(thousandths / 1_000);

/**
 * Returns the table that compares offers: a column for each offer, and a row for each figure such as the
 * rate.
 */
export function offersShown(offers: readonly RankedOfferView[]) {
  const ranked = offers.filter(({ score }) => score !== null);
  const [first] = ranked;
  return {
    /** What the comparison depends on: it differs if an offer comes, changes or lapses. */
    key: offers.map(({ id, status, version }) => `${id}:${status}:${version}`).join(' '),
    columns: offers.map((offer) => ({
      id: offer.id,
      name: offer.branchName,
      delivers: offer.deliveringBranchId === offer.branchId ? null : offer.deliveringBranchName,
      rank: offer.rank,
      status: OFFER_STATUS_WORDING[offer.status],
      total: offer.score ? points(offer.score.total) : '–',
      rate: pounds(offer.hourlyRatePence),
      rateReason: offer.rateException ? (offer.rateReason ?? 'Outside the limits, without a reason') : null,
      startsOn: calendarDay(offer.startsOn),
      note: offer.note ?? '–',
      isStanding: offer.status === 'standing',
      outcomeText: offer.told,
    })),
    isRanked: first !== undefined,
    components: first?.score ? componentRows(first.score, offers) : [],
    facts: first ? factRows(offers) : [],
    visits: visitRows(offers),
  };
}

/**
 * Returns a table row for each component of the score. The row shows the component's weight. For each offer,
 * the row shows the points for this component, and what they add to the total score.
 */
function componentRows({ weights }: Score, offers: readonly RankedOfferView[]) {
  return (Object.keys(COMPONENT_WORDING) as (keyof ScoreComponents)[]).map((component) => ({
    name: COMPONENT_WORDING[component],
    weight: weights[component],
    cells: offers.map(({ score }) =>
      score
        ? {
            points: `${grouped(score.components[component])} of 1,000`,
            share: points(score.components[component] * score.weights[component]),
          }
        : null,
    ),
  }));
}

/**
 * Returns table rows with the figures from which the scores were calculated, so that an officer can check the
 * scores.
 */
function factRows(offers: readonly RankedOfferView[]): { name: string; cells: string[] }[] {
  const row = (name: string, textOf: (score: Score) => string) => ({
    name,
    cells: offers.map(({ score }) => (score ? textOf(score) : '–')),
  });
  return [
    row('CQC rating', ({ inputs }) => (inputs.rating ? RATING_WORDING[inputs.rating] : 'Never rated')),
    row('Visits on time', ({ inputs: { punctualPerMille: perMille } }) =>
      perMille === null ? 'Not known' : `${perMille / 10} %`,
    ),
    row('Complaints upheld for 10,000 visits', ({ inputs: { complaintsPerTenThousand: perTenThousand } }) =>
      perTenThousand === null ? 'Not known' : String(perTenThousand),
    ),
    row('Visits inside the asked times', ({ inputs }) => `${inputs.visitsInside} of ${inputs.visitsAsked}`),
    row('Days late', ({ inputs }) => String(inputs.daysLate)),
    row('Knows the person', ({ inputs }) => CONTINUITY_WORDING[inputs.continuity]),
  ];
}

/** Returns a table row for each visit. The row shows the requested time and the start time in each offer. */
function visitRows(offers: readonly RankedOfferView[]) {
  const [first] = offers;
  return (first?.comparison ?? []).map(({ visit }, index) => ({
    name: `${BAND_WORDING[visit.band]}, ${daysInWords(visit.days)}`,
    requested: `${windowInWords(visit)}, ${visit.minutes} minutes${visit.carers === 2 ? ', 2 carers' : ''}`,
    isCritical: Boolean(visit.timeCriticalReason),
    cells: offers.map(({ comparison }) => {
      const time = comparison[index];
      return { startsAt: time?.startsAt ?? 'Not said', isInside: time?.isInside ?? false };
    }),
  }));
}
