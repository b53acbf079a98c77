import type { OfferTerms } from '#contracts/offers';
import { DomainError } from '#domain/domain-error';
import { needsRateReason } from '#domain/offers/rate-exception';
import { termsFaults } from '#domain/offers/terms-faults';
import { isBlank } from '#domain/faults';
import { londonDate } from '#domain/time/london';
import type { Tx } from '#platform/database/database';
import { rowOf } from '#platform/database/find-row';
import { assertEligibleForProvider } from '../../eligibility/decide.js';
import { packageFacts } from '../../eligibility/package-facts.js';
import { PackageEntity } from '../../packages/package.entity.js';
import { ContractEntity } from '../../providers/contract.entity.js';
import type { HeldInvitation } from './hold-invitation.js';

/** What is stored of an offer's terms. */
export type AcceptedTerms = Required<OfferTerms> & { readonly rateException: boolean };

/**
 * Terms that answer the package, from a branch that may still take it.
 *
 * @throws DomainError `offer_invalid`, `rate_needs_reason`, `branch_not_eligible`
 */
export async function acceptTerms(
  tx: Tx,
  { invitation, broadcast }: HeldInvitation,
  terms: OfferTerms,
  now: Date,
): Promise<AcceptedTerms> {
  const [pkg, contract] = await Promise.all([
    rowOf(tx, PackageEntity, { id: broadcast.packageId }),
    rowOf(tx, ContractEntity, { id: invitation.contractId }),
  ]);
  const faults = termsFaults(terms, pkg.visits, { today: londonDate(now) });
  if (faults.length > 0) throw new DomainError('offer_invalid', { faults });
  const { deliveringBranchId } = terms;
  if (!invitation.mayDeliver.includes(deliveringBranchId))
    throw new DomainError('branch_not_eligible', { deliveringBranchId, mayDeliver: invitation.mayDeliver });

  const rateException = needsRateReason(terms.hourlyRatePence, broadcast, contract);
  if (rateException && isBlank(terms.rateReason)) {
    const { rateFloorPence, rateCeilingPence } = broadcast;
    const { rateMinPence, rateMaxPence } = contract;
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
