import { DomainError } from '#domain/domain-error';
import type { Tx } from '#platform/database/database';
import { rowOf } from '#platform/database/find-row';
import { found } from '../../access/scope.js';
import { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

export interface HeldInvitation {
  readonly invitation: InvitationEntity;
  readonly broadcast: BroadcastEntity;
}

/** What an offer needs to know of them. */
export interface HeldForOffer {
  readonly invitation: Pick<
    InvitationEntity,
    'id' | 'authorityId' | 'broadcastId' | 'branchId' | 'providerId' | 'status' | 'mayDeliver'
  >;
  readonly broadcast: Pick<
    BroadcastEntity,
    | 'id'
    | 'authorityId'
    | 'packageId'
    | 'status'
    | 'method'
    | 'closesAt'
    | 'ratingPolicy'
    | 'rateFloorPence'
    | 'rateCeilingPence'
  >;
}

/**
 * The provider's own invitation, and its broadcast kept from closing until this commits. Offers share
 * the broadcast and so do not wait for each other, but closing waits for them and they for it; where
 * the first answer decides, they take turns.
 *
 * @throws DomainError `invitation_not_found`
 */
export async function holdInvitation(
  tx: Tx,
  providerId: string,
  invitationId: string,
): Promise<HeldInvitation> {
  const [row]: Seen[] = await tx.query(SEEN, [invitationId, providerId]);
  const { broadcastId, method, status } = found(row, 'invitation_not_found');
  if (status === 'waiting') throw new DomainError('invitation_not_found');
  const takesTurns = method === 'first_acceptable' || method === 'cascade';
  const lock = takesTurns ? 'FOR UPDATE' : 'FOR SHARE';
  const broadcast = await rowOf(tx, BroadcastEntity, { id: broadcastId }, lock);
  // The row again, now that nothing that closes or revokes can be under way.
  const invitation = await rowOf(tx, InvitationEntity, { id: invitationId }, 'FOR UPDATE');
  return { invitation, broadcast };
}

type Seen = Pick<InvitationEntity, 'broadcastId' | 'status'> & Pick<BroadcastEntity, 'method'>;

const SEEN = `
  SELECT i.broadcast_id AS "broadcastId", i.status, b.method
  FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id WHERE i.id = $1 AND i.provider_id = $2`;

/**
 * The same in one statement, for a broadcast whose offers share it. Undefined where they take turns, or the invitation
 * is not there. PostgreSQL locks in the order of the last two lines, and gives each row as it is once it has it.
 */
export async function holdShared(
  tx: Tx,
  providerId: string,
  invitationId: string,
): Promise<HeldForOffer | undefined> {
  const [row]: SharedRow[] = await tx.query(SHARED, [invitationId, providerId]);
  if (!row) return undefined;
  const { id, status, branchId, mayDeliver, broadcastId, broadcastStatus, ...broadcast } = row;
  const { authorityId } = broadcast;
  return {
    invitation: { id, authorityId, broadcastId, branchId, providerId, status, mayDeliver },
    broadcast: { ...broadcast, id: broadcastId, status: broadcastStatus },
  };
}

type SharedRow = HeldForOffer['invitation'] &
  Omit<HeldForOffer['broadcast'], 'id' | 'status'> & {
    readonly broadcastStatus: BroadcastEntity['status'];
  };

const SHARED = `
  SELECT i.id, i.status, i.branch_id AS "branchId", i.may_deliver AS "mayDeliver", b.id AS "broadcastId",
         b.status AS "broadcastStatus", b.authority_id AS "authorityId", b.package_id AS "packageId", b.method,
         b.closes_at AS "closesAt", b.rating_policy AS "ratingPolicy", b.rate_floor_pence AS "rateFloorPence",
         b.rate_ceiling_pence AS "rateCeilingPence"
  FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
  WHERE i.id = $1 AND i.provider_id = $2 AND i.status <> 'waiting'
    AND b.method NOT IN ('first_acceptable', 'cascade')
  FOR SHARE OF b
  FOR UPDATE OF i`;

/** @throws DomainError `broadcast_not_open`, `invitation_not_open` */
export function assertOpen({ invitation, broadcast }: HeldForOffer, now: Date): void {
  if (broadcast.status !== 'open' || broadcast.closesAt <= now) throw new DomainError('broadcast_not_open');
  if (invitation.status !== 'open')
    throw new DomainError('invitation_not_open', { status: invitation.status });
}
