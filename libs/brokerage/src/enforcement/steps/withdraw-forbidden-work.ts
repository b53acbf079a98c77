import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { Act } from '#platform/acts/act';
import { groupedBy } from '#domain/collections';
import { InvitationEntity } from '../../rows/broadcast.entity.js';
import { leaveUnfilled } from '../../broadcasts/steps/close-locked-broadcast.js';
import { type LockedBroadcast, lockBroadcast } from '../../broadcasts/steps/lock-broadcast.js';
import { invitationEventFields } from '../../broadcasts/steps/invitation-event-fields.js';
import { OfferEntity } from '../../rows/offer.entity.js';
import { lapseOffers } from '../../offers/steps/lapse-offers.js';
import { syncOwedReports } from '../../reports/steps/sync-owed-reports.js';
import {
  type Forbidden,
  type ForbiddenBroadcast,
  forbiddenAt,
  invitationsRevoked,
  noWorkFor,
} from '../forbidden-work.queries.js';
import { RestrictionEntity } from '../../rows/restriction.entity.js';
import { authoritiesBound } from '../../restrictions/steps/authorities-bound.js';
import { lockBranchWork } from './lock-branch-work.js';
import { blockAwards } from './block-awards.js';

/**
 * The reason to withdraw a branch's work. `restrictionId` is null if the branch has lost its registration.
 */
interface Struck {
  readonly branchId: string;
  readonly restrictionId: string | null;
  readonly now: Date;
}

const reasonOf = (restrictionId: string | null): 'restriction' | 'registration' =>
  restrictionId === null ? 'registration' : 'restriction';

/**
 * Withdraws the work of a branch that the restrictions in force now forbid. Revokes invitations, lapses
 * offers and blocks awards.
 *
 * The caller has the standing lock exclusively, so no other transaction adds such work meanwhile.
 */
export async function enforceRestriction(act: Act, restriction: RestrictionEntity, now: Date): Promise<void> {
  const { tx } = act;
  const { id, branchId } = restriction;
  await lockBranchWork(tx, branchId);
  const forbidden = await forbiddenAt(tx, { branchId, at: now });
  await withdrawForbiddenWork(act, forbidden, { branchId, restrictionId: id, now });
  await tx.update(RestrictionEntity, { id }, { enforcedAt: now });
  await logRestrictionEnforced(act, restriction, forbidden, now);
  await syncOwedReports(act, { ...restriction, enforcedAt: now }, now);
}

/** Withdraws all work of a branch that is no longer registered. */
export async function enforceLostRegistration(act: Act, branchId: string, now: Date): Promise<void> {
  const { tx } = act;
  const forbidden = await forbiddenAt(tx, { branchId, at: now, proposed: noWorkFor(branchId, now) });
  await withdrawForbiddenWork(act, forbidden, { branchId, restrictionId: null, now });
}

async function withdrawForbiddenWork(act: Act, forbidden: Forbidden, struck: Struck): Promise<void> {
  const { tx } = act;
  for (const one of forbidden.broadcasts) {
    const locked = await lockBroadcast(tx, one.broadcastId);
    await revokeInvitations(act, locked, { ...one, ...struck });
    await lapseForbiddenOffers(act, locked, one, struck);
  }
  await blockAwards(act, forbidden.awards, struck);
}

/**
 * Logs for each authority how many of its invitations were revoked. The number of lapsed offers is left out,
 * because staff may not learn about sealed offers.
 */
async function logRestrictionEnforced(
  act: Act,
  restriction: RestrictionEntity,
  { broadcasts }: Forbidden,
  now: Date,
): Promise<void> {
  const { tx } = act;
  const { id, branchId } = restriction;
  const lost = groupedBy(broadcasts, ({ authorityId }) => authorityId);
  const events = (await authoritiesBound(tx, restriction)).map((authorityId): NewEvent =>
    eventOf(
      'restriction.enforced',
      { restrictionId: id, branchId, revoked: invitationsRevoked(lost.get(authorityId) ?? []) },
      { authorityId, at: now },
    ),
  );
  await act.append(...events);
}

/**
 * Revokes the invitations under which only this branch could deliver. From other invitations, only removes
 * the branch from the list of possible deliverers.
 */
async function revokeInvitations(
  act: Act,
  { broadcast }: LockedBroadcast,
  { invitations, branchId, restrictionId, now }: ForbiddenBroadcast & Struck,
): Promise<void> {
  const { tx } = act;
  for (const { id, isRevoked } of invitations) {
    const invitation = await tx.findOneByOrFail(InvitationEntity, { id });
    const mayDeliver = invitation.mayDeliver.filter((one) => one !== branchId);
    // The digest of the broadcast covers the list of its opening, so the first removal keeps that list.
    const mayDeliverAtOpening = invitation.mayDeliverAtOpening ?? invitation.mayDeliver;
    const changed = isRevoked ? ({ status: 'revoked' } as const) : { mayDeliver, mayDeliverAtOpening };
    await tx.update(InvitationEntity, { id }, changed);
    if (!isRevoked) continue;
    const { fact, envelope } = invitationEventFields(broadcast, invitation, now);
    await act.log(
      'invitation.revoked',
      { ...fact, reason: reasonOf(restrictionId) },
      {
        ...envelope, // a provider never sees invitations of unopened waves, so it does not get this event
        providerIds: invitation.status === 'open' ? envelope.providerIds : [],
      },
    );
  }
}

/**
 * Lapses the offers of a broadcast that a restriction forbids now. If a closed broadcast has no offer left,
 * the package becomes unfilled.
 */
async function lapseForbiddenOffers(
  act: Act,
  locked: LockedBroadcast,
  { offerIds }: ForbiddenBroadcast,
  { restrictionId, now }: Struck,
): Promise<void> {
  const { tx } = act;
  if (offerIds.length === 0) return;
  const { broadcast } = locked;
  const lapsing = { now, reason: reasonOf(restrictionId), offerIds };
  const lapsed = await lapseOffers(act, broadcast, lapsing);
  const isAnyLeft = await tx.existsBy(OfferEntity, { broadcastId: broadcast.id, status: 'standing' });
  if (broadcast.status === 'closed' && lapsed > 0 && !isAnyLeft)
    await leaveUnfilled(act, locked, { now, cause: 'offers_lapsed' });
}
