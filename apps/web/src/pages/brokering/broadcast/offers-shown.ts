import type { RankedOfferView } from '#contracts/offers';
import type { Continuity, Score, ScoreComponents } from '#contracts/ranking';
import { BAND_HOURS } from '#contracts/visits';
import { weeklyCostPence, yearlyCostPence } from '../../../formats/care-cost.js';
import { calendarDay } from '../../../formats/london-time.js';
import { pounds } from '../../../formats/quantities.js';
import { timeStrip } from '../../../pictures/time-strip.js';
import { weekGrid } from '../../../pictures/week-grid.js';
import { RATING_WORDING } from '../../../wording/branches.js';
import { OFFER_STATUS_WORDING } from '../../../wording/broadcasts.js';
import { ANSWER_WORDING } from '../../../wording/invitation-answers.js';
import { BAND_WORDING, daysInWords, weeklyMinutesOf, windowInWords } from '../../../wording/visits.js';

const CONTINUITY_WORDING: Readonly<Record<Continuity, string>> = {
  current: 'Yes, now',
  recent: 'Yes, in the last 90 days',
  none: 'No',
};

const COMPONENT_WORDING: Readonly<Record<keyof ScoreComponents, string>> = {
  price: 'price',
  quality: 'quality',
  fit: 'times and start',
  continuity: 'continuity',
};

const POINTS = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** Formats a score of 0 to 100,000 as points from 0.0 to 100.0. */
const points = (thousandths: number): string => POINTS.format(thousandths / 1_000);

/** One figure of one offer, as the table of offers shows it. */
export interface OfferFigure {
  readonly text: string;
  readonly detail: string | null;
  /** The length of the bar beside the figure, in percent of the longest bar of the row. Null without a bar. */
  readonly bar: number | null;
  /** The offered time on the scale of the requested times. Null for a figure that is not a time. */
  readonly strip: { readonly x: number; readonly width: number; readonly mark: number | null } | null;
  readonly isOutside: boolean;
}

/** A figure such as the rate, for all offers. `isSame` is true if the offers do not differ in it. */
export interface FigureRow {
  readonly name: string;
  readonly detail: string | null;
  readonly isSame: boolean;
  /** True for sentences, which always differ, so that bold type would not tell anything. */
  readonly isText: boolean;
  readonly figures: readonly OfferFigure[];
}

type GivenFigure = Partial<OfferFigure> & Pick<OfferFigure, 'text'>;

/**
 * Returns the table that compares offers: a column for each offer, best first, and a row for each figure such
 * as the weekly cost.
 */
export function offersShown(offers: readonly RankedOfferView[]) {
  const isRanked = offers.some(({ score }) => score !== null);
  return {
    isRanked,
    isNarrow: offers.length <= MOST_NARROW_OFFERS,
    /** What the comparison depends on: it differs if an offer comes, changes or lapses. */
    key: offers.map(({ id, status, version }) => `${id}:${status}:${version}`).join(' '),
    columns: offers.map((offer) => ({
      id: offer.id,
      name: offer.branchName,
      delivers: offer.deliveringBranchId === offer.branchId ? null : offer.deliveringBranchName,
      rank: offer.rank,
      status: OFFER_STATUS_WORDING[offer.status],
      isStanding: offer.status === 'standing',
      isTop: offer.rank === 1,
      outcomes: outcomesOf(offer, offers),
      week: weekGrid(
        offer.comparison.map(({ visit }) => visit),
        offer.visitTimes,
      ),
    })),
    rows: [
      ...(isRanked ? scoreRow(offers) : []),
      ...costRows(offers),
      row('Start', offers, (offer) => ({ text: calendarDay(offer.startsOn) })),
      ...(isRanked ? factRows(offers) : []),
      ...visitRows(offers),
      ...(isRanked ? componentRows(offers) : []),
      textRow('Note', offers, ({ note }) => note),
      ...outcomeRows(offers),
    ],
  };
}

const MOST_NARROW_OFFERS = 3;

/** What each bidder reads if `chosen` is awarded, the winner first. */
function outcomesOf(chosen: RankedOfferView, offers: readonly RankedOfferView[]) {
  const others = offers.filter(({ id, status }) => id !== chosen.id && status === 'standing');
  const outcome = (offer: RankedOfferView, sentence: string) => ({
    name: offer.branchName,
    text: [sentence, offer.willBeTold].filter((part) => part !== null).join(' '),
  });
  return {
    winner: outcome(chosen, ANSWER_WORDING.awarded.sentence),
    others: others.map((offer) => outcome(offer, ANSWER_WORDING.lost.sentence)),
  };
}

function row(
  name: string,
  offers: readonly RankedOfferView[],
  figureOf: (offer: RankedOfferView, index: number) => GivenFigure,
  detail: string | null = null,
): FigureRow {
  const figures = offers.map((offer, index) => ({
    detail: null,
    bar: null,
    strip: null,
    isOutside: false,
    ...figureOf(offer, index),
  }));
  const isSame = offers.length > 1 && new Set(figures.map(keyOf)).size === 1;
  return { name, detail, figures, isSame, isText: false };
}

const textRow = (
  name: string,
  offers: readonly RankedOfferView[],
  textOf: (offer: RankedOfferView) => string | null | undefined,
): FigureRow => ({ ...row(name, offers, (offer) => ({ text: textOf(offer) ?? '–' })), isText: true });

const keyOf = ({ text, detail }: OfferFigure): string => `${text}\n${detail ?? ''}`;

const shareOf = (amount: number, most: number): number =>
  most === 0 ? 0 : Math.round((amount / most) * 100);

/** The scores have one scale, from 0 to 100. */
function scoreRow(offers: readonly RankedOfferView[]): FigureRow[] {
  return [
    row('Score of 100', offers, ({ score }) =>
      score ? { text: points(score.total), bar: shareOf(score.total, MOST_SCORE) } : { text: '–' },
    ),
  ];
}

const MOST_SCORE = 100_000;

/** The costs of an offer, and how much more they are than with the lowest rate of all offers. */
function costRows(offers: readonly RankedOfferView[]): FigureRow[] {
  const visits = offers[0]?.comparison.map(({ visit }) => visit) ?? [];
  const minutes = weeklyMinutesOf(visits);
  const lowest = Math.min(...offers.map(({ hourlyRatePence }) => hourlyRatePence));
  const highest = Math.max(...offers.map(({ hourlyRatePence }) => hourlyRatePence));
  const costRow = (name: string, costOf: (minutes: number, rate: number) => number, hasBar: boolean) =>
    row(name, offers, ({ hourlyRatePence }) => {
      const [cost, least, most] = [hourlyRatePence, lowest, highest].map((rate) => costOf(minutes, rate)) as [
        number,
        number,
        number,
      ];
      return {
        text: pounds(cost),
        detail: offers.length === 1 ? null : cost === least ? 'Lowest' : `${pounds(cost - least)} more`,
        bar: hasBar ? shareOf(cost, most) : null,
      };
    });
  return [
    costRow('Cost a week', weeklyCostPence, true),
    costRow('Cost a year', yearlyCostPence, false),
    row('Rate an hour', offers, ({ hourlyRatePence, rateException, rateReason }) => ({
      text: pounds(hourlyRatePence),
      detail: rateException ? `Outside the limits: ${rateReason ?? 'no reason given'}` : null,
      isOutside: rateException,
    })),
  ];
}

/**
 * Returns a row for each component of the score. The row shows the component's weight. For each offer, the
 * row shows what the component adds to the total score, and the points for the component.
 */
function componentRows(offers: readonly RankedOfferView[]): FigureRow[] {
  const weights = offers.find(({ score }) => score !== null)?.score?.weights;
  if (!weights) return [];
  return (Object.keys(COMPONENT_WORDING) as (keyof ScoreComponents)[]).map((component) =>
    row(
      `Score for ${COMPONENT_WORDING[component]}`,
      offers,
      ({ score }) =>
        score
          ? {
              text: points(score.components[component] * score.weights[component]),
              detail: `${points(score.components[component] * 100)} of 100`,
              bar: score.components[component] / 10,
            }
          : { text: '–' },
      `Weight ${weights[component]}%`,
    ),
  );
}

/** Returns rows with the figures from which the scores were calculated, so that an officer can check the scores. */
function factRows(offers: readonly RankedOfferView[]): FigureRow[] {
  const factRow = (name: string, textOf: (score: Score) => string): FigureRow =>
    row(name, offers, ({ score }) => ({ text: score ? textOf(score) : '–' }));
  return [
    factRow('Days late', ({ inputs }) => (inputs.daysLate === 0 ? 'None' : String(inputs.daysLate))),
    factRow('Visits at the times asked', ({ inputs }) => `${inputs.visitsInside} of ${inputs.visitsAsked}`),
    factRow('CQC rating', ({ inputs }) => (inputs.rating ? RATING_WORDING[inputs.rating] : 'Not rated')),
    factRow('Visits on time', ({ inputs: { punctualPerMille: perMille } }) =>
      perMille === null ? 'Not known' : `${perMille / 10}%`,
    ),
    factRow('Upheld complaints per 10,000 visits', ({ inputs: { complaintsPerTenThousand: count } }) =>
      count === null ? 'Not known' : String(count),
    ),
    factRow('Has cared for them before', ({ inputs }) => CONTINUITY_WORDING[inputs.continuity]),
  ];
}

/** Returns a row for each visit: the start time in each offer, drawn beside the requested times. */
function visitRows(offers: readonly RankedOfferView[]): FigureRow[] {
  return (offers[0]?.comparison ?? []).map(({ visit }, index) => {
    const times = offers.map(({ comparison }) => comparison[index]?.startsAt ?? null);
    const strip = timeStrip(visit.window ?? BAND_HOURS[visit.band], times);
    return row(
      `${BAND_WORDING[visit.band]}, ${daysInWords(visit.days)}`,
      offers,
      ({ comparison }, offer) => {
        const isInside = comparison[index]?.isInside ?? false;
        const startsAt = times[offer];
        return {
          text: startsAt ?? 'No time given',
          detail: isInside ? 'Inside the times asked' : 'Outside the times asked',
          strip: { ...strip.window, mark: strip.marks[offer] ?? null },
          isOutside: !isInside,
        };
      },
      `${windowInWords(visit)}, ${visit.minutes} min${visit.carers === 2 ? ', 2 carers' : ''}${visit.timeCriticalReason ? ', time-critical' : ''}`,
    );
  });
}

/** What each bidder reads with the award, or has read. Empty while the offers have no outcome yet. */
function outcomeRows(offers: readonly RankedOfferView[]): FigureRow[] {
  if (offers.some(({ told }) => told !== null))
    return [textRow('Feedback sent to the branch', offers, ({ told }) => told)];
  if (offers.some(({ willBeTold }) => willBeTold !== null))
    return [textRow('Feedback the branch will read', offers, ({ willBeTold }) => willBeTold)];
  return [];
}
