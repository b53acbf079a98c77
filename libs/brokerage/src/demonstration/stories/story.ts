import type { DeclineReason } from '#contracts/broadcasts';
import type { OfferTerms } from '#contracts/offers';
import type { NextAction, PackageStatus } from '#contracts/packages';
import type { EndReason } from '#contracts/placements';
import type { PlannedPackage } from '../planned-care.js';

/** One act of a package's story, so many minutes before the demonstration is loaded. */
export type StoryStep = StoryAct & { readonly minutesAgo: number };

export type StoryAct =
  | { readonly act: 'create_package' }
  | { readonly act: 'open_broadcast' }
  | { readonly act: 'extend_broadcast'; readonly byMinutes: number; readonly reason: string }
  | { readonly act: 'close_broadcast'; readonly reason: string }
  | { readonly act: 'cancel_broadcast'; readonly reason: string }
  | { readonly act: 'see_invitation'; readonly branchId: string }
  | { readonly act: 'decline_invitation'; readonly branchId: string; readonly reason: DeclineReason }
  | { readonly act: 'make_offer'; readonly branchId: string; readonly terms: OfferTerms }
  | { readonly act: 'revise_offer'; readonly branchId: string; readonly terms: OfferTerms }
  | { readonly act: 'withdraw_offer'; readonly branchId: string }
  /** The offer of this rank; a reason where it is not the first. */
  | { readonly act: 'award_offer'; readonly rank: number; readonly reason: string | null }
  | { readonly act: 'withdraw_award'; readonly reason: string }
  | { readonly act: 'confirm_start' }
  | { readonly act: 'end_care'; readonly reason: EndReason }
  | { readonly act: 'withdraw_package'; readonly reason: string }
  /** Whatever is due by then happens by itself: waves open, broadcasts close, first answers win, starts are overdue. */
  | { readonly act: 'let_time_pass' };

/** A package with a past: what was done to it, by whom and when, and where that leaves it. */
export interface PackageStory extends PlannedPackage {
  readonly title: string;
  readonly steps: readonly StoryStep[];
  readonly endsAs: PackageStatus;
  readonly nextAction: NextAction | null;
}

export const HOUR = 60;
export const DAY = 24 * HOUR;

export function created(minutesAgo: number): StoryStep {
  return { act: 'create_package', minutesAgo };
}

export function opened(minutesAgo: number): StoryStep {
  return { act: 'open_broadcast', minutesAgo };
}

/** Written and sent out a quarter of an hour later. */
export function sentOut(minutesAgo: number): StoryStep[] {
  return [created(minutesAgo + 15), opened(minutesAgo)];
}

export function timePasses(minutesAgo: number): StoryStep {
  return { act: 'let_time_pass', minutesAgo };
}

export function awarded(minutesAgo: number, rank = 1, reason: string | null = null): StoryStep {
  return { act: 'award_offer', rank, reason, minutesAgo };
}

export function started(minutesAgo: number): StoryStep {
  return { act: 'confirm_start', minutesAgo };
}
