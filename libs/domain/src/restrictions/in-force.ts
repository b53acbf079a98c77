import type { RestrictionFact } from './facts.js';

/** The instants at which a change may come to be committed, both included. */
export interface CommitWindow {
  readonly from: Date;
  readonly until: Date;
}

/**
 * Whether a restriction is in force at any instant of the window: one that begins while a transaction
 * commits binds it already. It binds from `from` on and no longer at `to`, nor once it is lifted.
 */
export function isInForce(
  { from, to, liftedAt }: Pick<RestrictionFact, 'from' | 'to' | 'liftedAt'>,
  window: CommitWindow,
): boolean {
  const first = Math.max(from.getTime(), window.from.getTime());
  const end = Math.min(to?.getTime() ?? Infinity, liftedAt?.getTime() ?? Infinity);
  return first <= window.until.getTime() && first < end;
}

/** Whether a restriction has ended for good: nothing about it can change any more. */
export function isOver({ to, liftedAt }: Pick<RestrictionFact, 'to' | 'liftedAt'>, at: Date): boolean {
  return liftedAt !== null || (to !== null && to <= at);
}

/** A restriction that names no lot binds the branch in all of them. */
export function bindsLot({ lotIds }: Pick<RestrictionFact, 'lotIds'>, lotId: string): boolean {
  return lotIds.length === 0 || lotIds.includes(lotId);
}

/** One authority's restriction binds what that authority commissions; the regulator's binds everybody's. */
export function bindsAuthority(
  restriction: Pick<RestrictionFact, 'authorityId'>,
  authorityId: string,
): boolean {
  return restriction.authorityId === null || restriction.authorityId === authorityId;
}
