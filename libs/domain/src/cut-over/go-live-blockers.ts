import {
  GO_LIVE_BLOCKERS,
  type GoLiveBlocker,
  type GoLiveBlockerCode,
  type Stage,
} from '#contracts/cut-over';

/** What is known about an authority that wants to go live. */
export interface GoLiveFacts {
  readonly stage: Stage;
  /** Imports that are being checked or written, or were stopped halfway. */
  readonly importsOpen: number;
  readonly listsNotAsked: number;
  /** Lists without an answer to their present content. */
  readonly listsUnconfirmed: number;
  readonly disputesOpen: number;
  readonly differencesOpen: number;
  readonly isReconciledToday: boolean;
}

/**
 * Lists everything that stands between an authority and going live (docs/rules.md §7.5), in the order in which it is done.
 * An open dispute, difference or list that a commissioner accepts with a reason is no longer open.
 */
export function goLiveBlockers(facts: GoLiveFacts): GoLiveBlocker[] {
  const counts: Record<GoLiveBlockerCode, number> = {
    not_side_by_side: facts.stage === 'preparing' ? 1 : 0,
    imports_open: facts.importsOpen,
    lists_not_asked: facts.listsNotAsked,
    lists_unconfirmed: facts.listsUnconfirmed,
    disputes_open: facts.disputesOpen,
    not_reconciled_today: facts.isReconciledToday ? 0 : 1,
    differences_open: facts.differencesOpen,
  };
  return GO_LIVE_BLOCKERS.map((code) => ({ code, count: counts[code] })).filter(({ count }) => count > 0);
}
