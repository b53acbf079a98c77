import type { RestrictionSource } from '#contracts/restrictions';
import { DomainError } from '../domain-error.js';

/** The working time in which a contest should be answered, in minutes: two days from 8 to 18. */
export const ANSWER_CONTEST_MINUTES = 1_200;

/** A restriction that an organisation wants to contest. */
export interface Contested {
  readonly source: RestrictionSource;
  /** The authority that recorded the restriction. Null for a provider's own pause. */
  readonly recordedByAuthorityId: string | null;
  /** The authority that contests. Null if the branch's provider contests. */
  readonly contesterAuthorityId: string | null;
  readonly isOver: boolean;
}

/**
 * An organisation that a notice of CQC binds may contest it (docs/rules.md §3.4.1). The authority that recorded the
 * notice amends or lifts it instead.
 *
 * @throws DomainError `notice_not_contestable`, `restriction_ended`
 */
export function assertMayContest({
  source,
  recordedByAuthorityId,
  contesterAuthorityId,
  isOver,
}: Contested): void {
  const isOwn = recordedByAuthorityId === contesterAuthorityId;
  if (source !== 'cqc' || recordedByAuthorityId === null || isOwn)
    throw new DomainError('notice_not_contestable');
  if (isOver) throw new DomainError('restriction_ended');
}
