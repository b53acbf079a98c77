import type { DeclineReason } from '#contracts/broadcasts';
import type { OfferTerms } from '#contracts/offers';
import type { NextAction, PackageStatus } from '#contracts/packages';
import type { EndReason } from '#contracts/placements';
import { addDays } from '#domain/time/iso-date';
import { londonDate, londonInstant } from '#domain/time/london';
import type { PlannedPackage } from '../planned-care.js';

/** One act in a package's story, with the time of the act. */
export type StoryStep = StoryAct & StoryTime;

/**
 * The time of a story step: either minutes before the load of the demonstration, or an earlier day with a
 * London time (HH:MM).
 */
export type StoryTime = { readonly minutesAgo: number } | { readonly daysAgo: number; readonly at: string };

/**
 * The terms of an offer in a story. `daysAfterAsked` is the start of care in days after the latest start that
 * the broadcast allows. Negative for an earlier start.
 */
export type StoryTerms = Omit<OfferTerms, 'startsOn'> & { readonly daysAfterAsked: number };

export type StoryAct =
  | { readonly act: 'create_package' }
  | { readonly act: 'open_broadcast' }
  | { readonly act: 'extend_broadcast'; readonly byMinutes: number; readonly reason: string }
  | { readonly act: 'close_broadcast'; readonly reason: string }
  | { readonly act: 'cancel_broadcast'; readonly reason: string }
  | { readonly act: 'see_invitation'; readonly branchId: string }
  | { readonly act: 'decline_invitation'; readonly branchId: string; readonly reason: DeclineReason }
  | { readonly act: 'make_offer'; readonly branchId: string; readonly terms: StoryTerms }
  | { readonly act: 'revise_offer'; readonly branchId: string; readonly terms: StoryTerms }
  | { readonly act: 'withdraw_offer'; readonly branchId: string }
  /** Awards the offer of this rank; the top offer has rank 1. A reason is required for every other rank. */
  | { readonly act: 'award_offer'; readonly rank: number; readonly reason: string | null }
  | { readonly act: 'withdraw_award'; readonly reason: string }
  | { readonly act: 'record_contact'; readonly reached: boolean; readonly note: string }
  | { readonly act: 'confirm_start' }
  | { readonly act: 'end_care'; readonly reason: EndReason }
  | { readonly act: 'withdraw_package'; readonly reason: string };

/**
 * A planned package with its story: the acts of users with their times, and the resulting state of the
 * package.
 *
 * Acts of the worker, such as closing a broadcast, are not listed. `StoryWorker` runs them when they are due.
 */
export interface PackageStory extends PlannedPackage {
  readonly title: string;
  readonly steps: readonly StoryStep[];
  readonly endsAs: PackageStatus;
  readonly nextAction: NextAction | null;
}

const MINUTE_MS = 60_000;
export const HOUR = 60;
export const DAY = 24 * HOUR;

export function created(minutesAgo: number): StoryStep {
  return { act: 'create_package', minutesAgo };
}

export function opened(minutesAgo: number): StoryStep {
  return { act: 'open_broadcast', minutesAgo };
}

/** Returns two story steps: the package is created, and fifteen minutes later it is broadcast. */
export function sentOut(minutesAgo: number): StoryStep[] {
  return [created(minutesAgo + 15), opened(minutesAgo)];
}

export function awarded(minutesAgo: number, rank = 1, reason: string | null = null): StoryStep {
  return { act: 'award_offer', rank, reason, minutesAgo };
}

/**
 * Returns the story step that confirms the start of care at 09:30. In every story the first visit includes
 * this time.
 */
export function started(daysAgo: number): StoryStep {
  return { act: 'confirm_start', daysAgo, at: '09:30' };
}

/**
 * Converts the terms of a story's offer to offer terms with a date as the start of care. `startBy` is the
 * latest start that the broadcast allows.
 */
export function termsOf({ daysAfterAsked, ...terms }: StoryTerms, startBy: Date): OfferTerms {
  return { ...terms, startsOn: addDays(londonDate(startBy), daysAfterAsked) };
}

export function instantOf(time: StoryTime, now: Date): Date {
  return 'minutesAgo' in time
    ? new Date(now.getTime() - time.minutesAgo * MINUTE_MS)
    : londonInstant(addDays(londonDate(now), -time.daysAgo), time.at);
}
