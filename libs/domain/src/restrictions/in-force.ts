import type { RestrictionFact } from './facts.js';

/** The earliest and the latest instant at which a transaction can commit, both included. */
export interface CommitWindow {
  readonly from: Date;
  readonly until: Date;
}

/**
 * True if a restriction is in force at any instant of the window. A restriction that starts before a
 * transaction can commit therefore binds the transaction.
 *
 * A restriction binds from its start. It does not bind at its end or after it is lifted.
 */
export function isInForce(
  { from, to, liftedAt }: Pick<RestrictionFact, 'from' | 'to' | 'liftedAt'>,
  window: CommitWindow,
): boolean {
  const first = Math.max(from.getTime(), window.from.getTime());
  const end = Math.min(to?.getTime() ?? Infinity, liftedAt?.getTime() ?? Infinity);
  return first <= window.until.getTime() && first < end;
}

/**
 * True if a restriction has ended, by its end date or by being lifted. An ended restriction never binds
 * again.
 */
export function isOver({ to, liftedAt }: Pick<RestrictionFact, 'to' | 'liftedAt'>, at: Date): boolean {
  return liftedAt !== null || (to !== null && to <= at);
}

/** True if the restriction binds care in the lot. A restriction that names no lot binds in all lots. */
export function bindsLot({ lotIds }: Pick<RestrictionFact, 'lotIds'>, lotId: string): boolean {
  return lotIds.length === 0 || lotIds.includes(lotId);
}

/**
 * True if the restriction binds care that the authority commissions. A restriction from CQC binds every
 * authority.
 */
export function bindsAuthority(
  restriction: Pick<RestrictionFact, 'authorityId'>,
  authorityId: string,
): boolean {
  return restriction.authorityId === null || restriction.authorityId === authorityId;
}
