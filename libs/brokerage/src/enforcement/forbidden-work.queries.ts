import { v7 as uuid } from 'uuid';
import { sumOf } from '#domain/collections';
import { answersAreSealed } from '#domain/rules-in-sql';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import type { Reader } from '#platform/database/database';
import type { AwardEntity } from '../rows/award.entity.js';
import { type CareChange, careChanges } from '../facts/care-change.queries.js';
import type { BranchRestriction } from '../facts/restriction-facts.queries.js';

export interface ForbiddenQuestion {
  readonly branchId: string;
  readonly at: Date;
  /**
   * The only authority for which the branch's work is read. If absent, the branch's work for all authorities
   * is read.
   */
  readonly authorityId?: string;
  /** A restriction that is not recorded yet. A preview treats it as if it were in force. */
  readonly proposed?: BranchRestriction | undefined;
}

/**
 * A broadcast to which a branch is invited or has made an offer, although a restriction now forbids the
 * branch to deliver the package.
 */
export interface ForbiddenBroadcast {
  readonly broadcastId: string;
  readonly authorityId: string;
  /** True for a sealed, open broadcast. A preview must not show the number of offers of such a broadcast. */
  readonly isSealed: boolean;
  /**
   * The branch's invitations. `isRevoked` is true if the forbidden branch is the only branch that could
   * deliver under the invitation.
   */
  readonly invitations: readonly { readonly id: string; readonly isRevoked: boolean }[];
  readonly offerIds: readonly string[];
}

/** An award whose start of care a restriction now forbids. */
export interface ForbiddenAward {
  readonly awardId: string;
  readonly authorityId: string;
  /** True if the award is blocked already. Its block is then not logged again. */
  readonly isBlocked: boolean;
}

export interface Forbidden {
  readonly broadcasts: readonly ForbiddenBroadcast[];
  readonly awards: readonly ForbiddenAward[];
}

/**
 * Finds the invitations, offers and awards of a branch that the restrictions in force forbid. Takes no locks,
 * because previews use this query too.
 */
export async function forbiddenAt(reader: Reader, question: ForbiddenQuestion): Promise<Forbidden> {
  const { branchId: deliveringBranchId, at, proposed } = question;
  const asked = await askedFor(reader, question);
  const awarded = await awaitingStart(reader, question);
  const changes = [...asked.map(toStart), ...awarded.map(toStart)];
  if (changes.length === 0) return { broadcasts: [], awards: [] };
  const questionOf = await careChanges(reader, { deliveringBranchId, at, proposed }, changes);
  const isForbidden = (row: Row): boolean =>
    checkRestrictions(questionOf(toStart(row))).checks.some(({ result }) => result === 'fail');
  return { broadcasts: asked.filter(isForbidden), awards: awarded.filter(isForbidden) };
}

/**
 * Makes a restriction that forbids all work, for a branch without CQC registration. The restriction is never
 * stored.
 */
export function noWorkFor(branchId: string, from: Date): BranchRestriction {
  const [id, conditionId] = [uuid(), uuid()];
  return {
    id,
    branchId,
    source: 'cqc',
    reference: '',
    from,
    to: null,
    liftedAt: null,
    authorityId: null,
    lotIds: [],
    conditions: [{ id: conditionId, condition: { kind: 'suspended' } }],
  };
}

/** Counts the invitations that would be revoked, because no branch may deliver under them any more. */
export function invitationsRevoked(broadcasts: readonly ForbiddenBroadcast[]): number {
  return sumOf(broadcasts, ({ invitations }) => invitations.filter(({ isRevoked }) => isRevoked).length);
}

interface Row extends Pick<
  AwardEntity,
  'authorityId' | 'packageId' | 'personId' | 'lotId' | 'weeklyMinutes'
> {
  readonly awardId?: string | undefined;
}

const toStart = ({ authorityId, packageId, personId, lotId, weeklyMinutes, awardId }: Row): CareChange => ({
  pkg: { id: packageId, authorityId, personId },
  lotId,
  kind: 'award',
  addedMinutes: weeklyMinutes,
  awardId,
});

/**
 * While the answers are sealed, a declined invitation is revoked like an open one. Otherwise staff could tell
 * from a restriction which branches had declined.
 */
const LIVE_INVITATION = `i.broadcast_id = b.id AND $1 = ANY(i.may_deliver)
  AND (i.status IN ('waiting', 'open') OR (i.status = 'declined' AND ${answersAreSealed('b')}))`;
const STANDING_OFFER = `o.broadcast_id = b.id AND o.status = 'standing' AND o.delivering_branch_id = $1`;
/**
 * An SQL condition on a broadcast `b`. True if branch `$1` may deliver under one of the broadcast's
 * invitations or valid offers.
 */
export const ASKS_BRANCH = `b.status IN ('open', 'closed') AND (
  EXISTS (SELECT 1 FROM invitation i WHERE ${LIVE_INVITATION}) OR EXISTS (SELECT 1 FROM offer o WHERE ${STANDING_OFFER}))`;

function askedFor(
  reader: Reader,
  { branchId, authorityId }: ForbiddenQuestion,
): Promise<(ForbiddenBroadcast & Row)[]> {
  return reader.query(
    `SELECT b.id AS "broadcastId", b.authority_id AS "authorityId", b.package_id AS "packageId", b.lot_id AS "lotId",
            b.sealed AND b.status = 'open' AS "isSealed", p.person_id AS "personId", p.weekly_minutes AS "weeklyMinutes",
            (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'isRevoked', cardinality(i.may_deliver) = 1)
                             ORDER BY i.id), '[]')
             FROM invitation i WHERE ${LIVE_INVITATION}) AS invitations,
            ARRAY(SELECT o.id FROM offer o WHERE ${STANDING_OFFER} ORDER BY o.id) AS "offerIds"
     FROM broadcast b JOIN package p ON p.id = b.package_id
     WHERE ${ASKS_BRANCH} AND ($2::uuid IS NULL OR b.authority_id = $2)
     ORDER BY b.package_id`,
    [branchId, authorityId ?? null],
  );
}

function awaitingStart(
  reader: Reader,
  { branchId, authorityId }: ForbiddenQuestion,
): Promise<(ForbiddenAward & Row & { readonly awardId: string })[]> {
  return reader.query(
    `SELECT id AS "awardId", authority_id AS "authorityId", package_id AS "packageId", lot_id AS "lotId",
            person_id AS "personId", weekly_minutes AS "weeklyMinutes", blocked_at IS NOT NULL AS "isBlocked"
     FROM award
     WHERE delivering_branch_id = $1 AND status = 'awaiting_start' AND ($2::uuid IS NULL OR authority_id = $2)
     ORDER BY package_id`,
    [branchId, authorityId ?? null],
  );
}
