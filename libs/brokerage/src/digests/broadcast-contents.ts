import type { SharedFacts } from '#domain/eligibility/frozen-facts';
import { instantOf } from '#platform/audit/canonical-bytes';
import type { BroadcastEntity, InvitationEntity } from '../rows/broadcast.entity.js';
import type { NewDecision } from '../rows/new-decision.js';

/** What an opening writes. */
interface NewBroadcast {
  readonly broadcast: BroadcastEntity;
  readonly facts: SharedFacts;
  readonly decisions: readonly NewDecision[];
  readonly invitations: readonly InvitationEntity[];
}

/**
 * Returns the parts of a new broadcast as `CONTENT_OF.broadcast` reads them once they are stored. Two statements of one
 * shape, because reading 60 kB of decisions back was the dearest statement of an opening. A test holds them against each other.
 */
export function broadcastContents({ broadcast, facts, decisions, invitations }: NewBroadcast) {
  const b = broadcast;
  return {
    settings: {
      broadcastId: b.id,
      packageId: b.packageId,
      packageVersion: b.packageVersion,
      lotId: b.lotId,
      round: b.round,
      method: b.method,
      sealed: b.sealed,
      ownRankShown: b.ownRankShown,
      ratingPolicy: b.ratingPolicy,
      weights: b.weights,
      rateFloorPence: b.rateFloorPence,
      rateCeilingPence: b.rateCeilingPence,
      openedAt: instantOf(b.openedAt),
      openedBy: b.openedBy,
      startBy: instantOf(b.startBy),
    },
    facts,
    decisions: decisions
      .map(({ branchId, deliveringBranchId, eligible, tier, checks, facts: own }) => ({
        branchId,
        deliveringBranchId,
        eligible,
        tier,
        checks,
        facts: own,
        decidedAt: instantOf(b.openedAt),
      }))
      .sort(by(({ branchId, deliveringBranchId }) => `${branchId} ${deliveringBranchId}`)),
    invitations: invitations
      .map(({ id, branchId, providerId, contractId, mayDeliver, wave }) => ({
        invitationId: id,
        branchId,
        providerId,
        contractId,
        mayDeliver,
        wave,
      }))
      .sort(by(({ invitationId }) => invitationId)),
  };
}

/** Compares by a key of ASCII characters, as PostgreSQL compares bytes. */
const by =
  <T>(keyOf: (item: T) => string) =>
  (one: T, other: T): number =>
    keyOf(one) < keyOf(other) ? -1 : 1;
