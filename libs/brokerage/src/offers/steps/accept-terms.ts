import type { OfferTerms } from '#contracts/offers';
import { DomainError } from '#domain/domain-error';
import { needsRateReason, termsFaults } from '#domain/offers/terms-faults';
import { isBlank } from '#domain/faults';
import { londonDate } from '#domain/time/london';
import type { Tx } from '#platform/database/database';
import { assertEligibleForProvider } from '../../eligibility/decide-for-branches.js';
import { packageFacts } from '../../facts/package-facts.js';
import { assertWithinLimit } from '../../access/within-limit.js';
import type { OfferFacts } from '../offer-facts.queries.js';
import type { LockedInvitation } from './lock-invitation.js';

/** The terms of an offer as the database stores them. */
export type AcceptedTerms = Required<OfferTerms> & { readonly rateException: boolean };

/**
 * Checks that the terms of an offer fit the package and that the branch is still eligible. Returns the terms
 * to store.
 *
 * @throws DomainError `offer_invalid`, `rate_needs_reason`, `branch_not_eligible`, `branch_outside_limit`
 */
export async function acceptTerms(
  tx: Tx,
  { invitation, broadcast }: LockedInvitation,
  facts: OfferFacts,
  terms: OfferTerms,
  now: Date,
): Promise<AcceptedTerms> {
  const { pkg, rateMinPence, rateMaxPence } = facts;
  const faults = termsFaults(terms, pkg.visits, { today: londonDate(now) });
  if (faults.length > 0) throw new DomainError('offer_invalid', { faults });
  const { deliveringBranchId } = terms;
  if (!invitation.mayDeliver.includes(deliveringBranchId))
    throw new DomainError('branch_not_eligible', { deliveringBranchId, mayDeliver: invitation.mayDeliver });

  // The branch of the invitation is within the limit, because the invitation was found.
  if (deliveringBranchId !== invitation.branchId) await assertWithinLimit(tx, [deliveringBranchId]);

  const rateException = needsRateReason(terms.hourlyRatePence, broadcast, facts);
  if (rateException && isBlank(terms.rateReason)) {
    const { rateFloorPence, rateCeilingPence } = broadcast;
    throw new DomainError('rate_needs_reason', {
      rateFloorPence,
      rateCeilingPence,
      rateMinPence,
      rateMaxPence,
    });
  }
  await assertEligibleForProvider(tx, broadcast.ratingPolicy, {
    pkg: packageFacts(pkg, terms.startsOn),
    now,
    pair: { branchId: invitation.branchId, deliveringBranchId },
  });
  return { ...terms, note: terms.note ?? null, rateReason: terms.rateReason ?? null, rateException };
}
