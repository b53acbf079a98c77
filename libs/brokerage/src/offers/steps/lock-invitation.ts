import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { found } from '../../access/scope.js';
import type { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

/** A locked invitation with its locked broadcast. The broadcast cannot close before the transaction ends. */
export interface LockedInvitation {
  readonly invitation: Pick<
    InvitationEntity,
    'id' | 'authorityId' | 'broadcastId' | 'branchId' | 'providerId' | 'status' | 'mayDeliver' | 'seenAt'
  >;
  readonly broadcast: Pick<
    BroadcastEntity,
    | 'id'
    | 'authorityId'
    | 'packageId'
    | 'status'
    | 'sealed'
    | 'method'
    | 'closesAt'
    | 'ratingPolicy'
    | 'rateFloorPence'
    | 'rateCeilingPence'
  >;
}

/**
 * Locks a provider's invitation and its broadcast.
 *
 * If the first acceptable offer wins, the broadcast's lock is exclusive, so that branches answer one after
 * another. Otherwise the lock is shared, so that branches can answer at the same time.
 *
 * @throws DomainError `invitation_not_found` also while the wave of the invitation has not opened
 */
export async function lockInvitation(
  tx: Tx,
  providerId: string,
  invitationId: string,
): Promise<LockedInvitation> {
  // LOCK_SHARED and LOCK_ALONE select different broadcast methods, so only one of them finds the invitation.
  const [[shared], [alone]] = await Promise.all([
    tx.lock<LockedRow>(LOCK_SHARED, [invitationId, providerId]),
    tx.lock<LockedRow>(LOCK_ALONE, [invitationId, providerId]),
  ]);
  const row = found(shared ?? alone, 'invitation_not_found');
  const { id, status, branchId, mayDeliver, seenAt, broadcastId, broadcastStatus, ...broadcast } = row;
  const { authorityId } = broadcast;
  return {
    invitation: { id, authorityId, broadcastId, branchId, providerId, status, mayDeliver, seenAt },
    broadcast: { ...broadcast, id: broadcastId, status: broadcastStatus },
  };
}

type LockedRow = Omit<LockedInvitation['invitation'], 'providerId'> &
  Omit<LockedInvitation['broadcast'], 'id' | 'status'> & {
    readonly broadcastStatus: BroadcastEntity['status'];
  };

const INVITATION = `
  SELECT i.id, i.status, i.branch_id AS "branchId", i.may_deliver AS "mayDeliver", i.seen_at AS "seenAt",
         b.id AS "broadcastId", b.status AS "broadcastStatus", b.authority_id AS "authorityId",
         b.package_id AS "packageId", b.sealed, b.method, b.closes_at AS "closesAt", b.rating_policy AS "ratingPolicy",
         b.rate_floor_pence AS "rateFloorPence", b.rate_ceiling_pence AS "rateCeilingPence"
  FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
  WHERE i.id = $1 AND i.provider_id = $2 AND i.status <> 'waiting'`;

/** An SQL list of the broadcast methods in which the first acceptable offer wins. */
const FIRST_ANSWER = `('first_acceptable', 'cascade')`;

// PostgreSQL locks the broadcast before the invitation, because `OF b` comes before `OF i`.
const LOCK_SHARED = `${INVITATION} AND b.method NOT IN ${FIRST_ANSWER}
  FOR SHARE OF b
  FOR UPDATE OF i`;
const LOCK_ALONE = `${INVITATION} AND b.method IN ${FIRST_ANSWER}
  FOR UPDATE OF b
  FOR UPDATE OF i`;

/** @throws DomainError `broadcast_not_open`, `invitation_not_open` */
export function assertOpen({ invitation, broadcast }: LockedInvitation, now: Date): void {
  if (broadcast.status !== 'open' || broadcast.closesAt <= now) throw new DomainError('broadcast_not_open');
  if (invitation.status !== 'open')
    throw new DomainError('invitation_not_open', { status: invitation.status });
}
