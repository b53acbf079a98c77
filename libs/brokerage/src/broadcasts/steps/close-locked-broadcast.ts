import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import type { CloseCause } from '#contracts/broadcasts';
import type { Decided } from '#contracts/events';
import type { Tx } from '#platform/database/database';
import { updateRow } from '#platform/database/update-row';
import { nextStatus } from '#domain/lifecycle';
import { BROADCAST_LIFE } from '#domain/lifecycles';
import { rankStanding, writeRanks } from '../../offers/steps/rank-standing-offers.js';
import { changePackageStatus } from '../../packages/steps/change-package-status.js';
import { openCaseOf } from '../../facts/open-case.queries.js';
import { BroadcastEntity, type InvitationEntity } from '../../rows/broadcast.entity.js';
import type { LockedBroadcast } from './lock-broadcast.js';
import { answerEventFields } from './invitation-event-fields.js';
import { digestRecord, together, NOTHING_DECIDED } from '../../digests/digest-records.js';

export interface Closing {
  readonly now: Date;
  readonly cause: CloseCause;
  /** The user who closes the broadcast before its deadline, and the reason. */
  readonly early?: { readonly by: string; readonly reason: string };
}

/** Closes a locked, open broadcast and ranks its offers. Without an offer, the package becomes unfilled. */
export async function closeLockedBroadcast(
  act: Act,
  locked: LockedBroadcast,
  closing: Closing,
): Promise<void> {
  const { tx } = act;
  const { now, cause, early } = closing;
  const { broadcast } = locked;
  const { id, authorityId, packageId } = broadcast;
  const [ranked, openCase] = await Promise.all([rankStanding(tx, broadcast), openCaseOf(tx, packageId)]);
  if (ranked.length === 0) {
    await Promise.all([writeRanks(tx, id, ranked), endInvitations(act, broadcast, now)]);
    return leaveUnfilled(act, locked, closing);
  }
  const closed = {
    status: nextStatus(BROADCAST_LIFE, broadcast.status, 'close'),
    closedAt: now,
    closeCause: cause,
    ...reasonColumns(early),
  };
  await Promise.all([
    writeRanks(tx, id, ranked),
    endInvitations(act, broadcast, now),
    updateRow(tx, BroadcastEntity, id, { ...closed, version: broadcast.version + 1 }),
    changePackageStatus(act, locked.pkg, 'close', { now, openCase }),
  ]);
  await act.log(
    'broadcast.closed',
    {
      ...together(await digestRecord(tx, 'ranking', id), await digestEarly(tx, id, early)),
      broadcastId: id,
      packageId,
      offers: ranked.length,
      cause,
      awardsTop: openCase?.awarding === 'top_offer',
    },
    { authorityId, at: now },
  );
}

/** Marks a broadcast without valid offers as unfilled. Gives the owner of the package the next action. */
export async function leaveUnfilled(
  act: Act,
  { pkg, broadcast }: LockedBroadcast,
  { now, cause, early }: Closing,
): Promise<void> {
  const { tx } = act;
  const { id, authorityId, packageId } = broadcast;
  const unfilled = {
    status: nextStatus(BROADCAST_LIFE, broadcast.status, 'fail'),
    closedAt: broadcast.closedAt ?? now,
    closeCause: cause,
    ...reasonColumns(early),
  };
  await updateRow(tx, BroadcastEntity, id, { ...unfilled, version: broadcast.version + 1 });
  await changePackageStatus(act, pkg, 'fail', { now });
  const decided = await digestEarly(tx, id, early);
  await act.log(
    'broadcast.unfilled',
    { ...decided, broadcastId: id, packageId, cause },
    { authorityId, at: now },
  );
}

/** The columns of a closing. Without a user who closes early, the earlier user and reason stay. */
function reasonColumns(early: Closing['early']) {
  return early === undefined
    ? { closeReason: null }
    : { closeReason: early.reason, earlyReason: early.reason, closedEarlyBy: early.by };
}

async function digestEarly(tx: Tx, broadcastId: string, early: Closing['early']): Promise<Decided> {
  return early === undefined ? NOTHING_DECIDED : digestRecord(tx, 'early_closing', broadcastId);
}

type EndedInvitation = Pick<InvitationEntity, 'id' | 'broadcastId' | 'branchId' | 'providerId' | 'openedAt'>;

/**
 * Ends the invitations of a broadcast, and informs the invited providers. Providers in waves that never
 * opened are not informed.
 */
export async function endInvitations(act: Act, broadcast: BroadcastEntity, now: Date): Promise<void> {
  const { tx } = act;
  const { id: broadcastId } = broadcast;
  const { rows: ended } = await tx.write<EndedInvitation>(
    `UPDATE invitation SET status = 'ended' WHERE broadcast_id = $1 AND status IN ('waiting', 'open')
     RETURNING id, broadcast_id AS "broadcastId", branch_id AS "branchId", provider_id AS "providerId",
       opened_at AS "openedAt"`,
    [broadcastId],
  );
  const told = ended.filter(({ openedAt }) => openedAt !== null);
  const events = told.map((invitation): NewEvent => {
    const { fact, envelope } = answerEventFields(broadcast, invitation, now);
    return eventOf('invitation.ended', fact, envelope);
  });
  await act.append(...events);
}
