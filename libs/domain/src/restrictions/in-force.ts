import type { RestrictionFact } from './facts.js';

/** The instants at which a change can commit, both included. */
export interface CommitWindow {
  readonly from: Date;
  readonly until: Date;
}

/**
 * True if a restriction is in force at any instant of the window, so one that begins while a transaction commits
 * binds it. A restriction binds from `from`, and no longer at `to` or once lifted.
 */
export function isInForce(
  { from, to, liftedAt }: Pick<RestrictionFact, 'from' | 'to' | 'liftedAt'>,
  window: CommitWindow,
): boolean {
  const first = Math.max(from.getTime(), window.from.getTime());
  const end = Math.min(to?.getTime() ?? Infinity, liftedAt?.getTime() ?? Infinity);
  return first <= window.until.getTime() && first < end;
}

/** True if a restriction has ended for good and can change no more. */
export function isOver({ to, liftedAt }: Pick<RestrictionFact, 'to' | 'liftedAt'>, at: Date): boolean {
  return liftedAt !== null || (to !== null && to <= at);
}

/** True if the restriction binds in the lot. A restriction that names no lot binds in all lots. */
export function bindsLot({ lotIds }: Pick<RestrictionFact, 'lotIds'>, lotId: string): boolean {
  return lotIds.length === 0 || lotIds.includes(lotId);
}

/** True if the restriction binds what the authority commissions. A CQC notice binds every authority. */
export function bindsAuthority(
  restriction: Pick<RestrictionFact, 'authorityId'>,
  authorityId: string,
): boolean {
  return restriction.authorityId === null || restriction.authorityId === authorityId;
}
