import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { In } from 'typeorm';
import type { CloseCause } from '#contracts/broadcasts';
import { nextStatus } from '#domain/lifecycle';
import { BROADCAST_LIFE } from '#domain/lifecycles';
import { rankStanding, writeRanks } from '../../offers/steps/rank-standing-offers.js';
import { changePackageStatus } from '../../packages/steps/change-package-status.js';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';
import type { LockedBroadcast } from './lock-broadcast.js';
import { answerEventFields } from './invitation-event-fields.js';
import { digestRecord } from '../../digests/digest-records.js';

export interface Closing {
  readonly now: Date;
  readonly cause: CloseCause;
  /** The officer's reason for closing the broadcast before its deadline. */
  readonly reason?: string | null;
}

/** Closes a locked, open broadcast and ranks its offers. Without an offer, the package becomes unfilled. */
export async function closeLockedBroadcast(
  act: Act,
  locked: LockedBroadcast,
  closing: Closing,
): Promise<void> {
  const { tx } = act;
  const { now, cause, reason = null } = closing;
  const { broadcast } = locked;
  const ranked = await rankStanding(tx, broadcast);
  await writeRanks(tx, broadcast.id, ranked);
  await endInvitations(act, broadcast, now);
  if (ranked.length === 0) return leaveUnfilled(act, locked, closing);

  const { id, authorityId, packageId } = broadcast;
  const moving = await openCaseOf(tx, packageId);
  const closed = {
    status: nextStatus(BROADCAST_LIFE, broadcast.status, 'close'),
    closedAt: now,
    closeCause: cause,
    closeReason: reason,
  };
  await tx.update(BroadcastEntity, { id }, { ...closed, version: broadcast.version + 1 });
  await changePackageStatus(act, locked.pkg, 'close', { now });
  await act.log(
    'broadcast.closed',
    {
      ...(await digestRecord(tx, 'ranking', id)),
      broadcastId: id,
      packageId,
      offers: ranked.length,
      cause,
      awardsTop: moving?.awarding === 'top_offer',
    },
    { authorityId, at: now },
  );
}

/** Marks a broadcast without valid offers as unfilled. Gives the owner of the package the next action. */
export async function leaveUnfilled(
  act: Act,
  { pkg, broadcast }: LockedBroadcast,
  { now, cause, reason = null }: Closing,
): Promise<void> {
  const { tx } = act;
  const { id, authorityId, packageId } = broadcast;
  const unfilled = {
    status: nextStatus(BROADCAST_LIFE, broadcast.status, 'fail'),
    closedAt: broadcast.closedAt ?? now,
    closeCause: cause,
    closeReason: reason,
  };
  await tx.update(BroadcastEntity, { id }, { ...unfilled, version: broadcast.version + 1 });
  await changePackageStatus(act, pkg, 'fail', { now });
  await act.log('broadcast.unfilled', { broadcastId: id, packageId, cause }, { authorityId, at: now });
}

/**
 * Ends the invitations of a broadcast, and informs the invited providers. Providers in waves that never
 * opened are not informed.
 */
export async function endInvitations(act: Act, broadcast: BroadcastEntity, now: Date): Promise<void> {
  const { tx } = act;
  const { id: broadcastId } = broadcast;
  const open = await tx.findBy(InvitationEntity, { broadcastId, status: 'open' });
  await tx.update(InvitationEntity, { broadcastId, status: In(['waiting', 'open']) }, { status: 'ended' });
  const events = open.map((invitation): NewEvent => {
    const { fact, envelope } = answerEventFields(broadcast, invitation, now);
    return eventOf('invitation.ended', fact, envelope);
  });
  await act.append(...events);
}
