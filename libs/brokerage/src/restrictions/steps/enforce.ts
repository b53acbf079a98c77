import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/access';
import { groupedBy } from '#domain/grouping';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { InvitationEntity } from '../../broadcasts/invitation.entity.js';
import { CloseRound } from '../../broadcasts/steps/close-round.js';
import { type Held, holdBroadcast } from '../../broadcasts/steps/hold-broadcast.js';
import { invitationEvent } from '../../broadcasts/steps/invitation-event.js';
import { OfferEntity } from '../../offers/offer.entity.js';
import { LapseOffers } from '../../offers/steps/lapse-offers.js';
import { keepReports } from '../../reports/steps/keep-reports.js';
import {
  type Forbidden,
  type ForbiddenBroadcast,
  forbiddenAt,
  invitationsRevoked,
  noWorkFor,
} from '../forbidden.queries.js';
import { RestrictionEntity } from '../restriction.entity.js';
import { authoritiesBound } from './authorities-bound.js';
import { blockAwards } from './block-awards.js';
import { lockBranchWork } from './lock-branch-work.js';

/** What strikes a branch's work; no restriction where it has lost its registration. */
interface Struck {
  readonly branchId: string;
  readonly restrictionId: string | null;
  readonly now: Date;
}

const reasonOf = (restrictionId: string | null): 'restriction' | 'registration' =>
  restrictionId === null ? 'registration' : 'restriction';

/**
 * Revokes the open invitations and lapses the standing offers that a restriction now forbids, and says which
 * awards cannot start.
 */
@Injectable()
export class Enforce {
  constructor(
    private readonly eventLog: EventLog,
    private readonly lapseOffers: LapseOffers,
    private readonly closeRound: CloseRound,
  ) {}

  /** The standing is held alone by the act that calls, so no new invitation, offer or award can slip in. */
  async enforce(tx: Tx, actor: Actor, restriction: RestrictionEntity, now: Date): Promise<void> {
    const { id, branchId } = restriction;
    await lockBranchWork(tx, branchId);
    const forbidden = await forbiddenAt(tx, { branchId, at: now });
    await this.strike(tx, actor, forbidden, { branchId, restrictionId: id, now });
    await tx.update(RestrictionEntity, { id }, { enforcedAt: now });
    await this.announce(tx, actor, restriction, forbidden, now);
    await keepReports(tx, this.eventLog, actor, { ...restriction, enforcedAt: now }, now);
  }

  /** A branch that is no longer registered may take no work at all, whatever restricts it besides. */
  async closeBranch(tx: Tx, actor: Actor, branchId: string, now: Date): Promise<void> {
    const forbidden = await forbiddenAt(tx, { branchId, at: now, proposed: noWorkFor(branchId, now) });
    await this.strike(tx, actor, forbidden, { branchId, restrictionId: null, now });
  }

  private async strike(tx: Tx, actor: Actor, forbidden: Forbidden, struck: Struck): Promise<void> {
    for (const one of forbidden.broadcasts) {
      const held = await holdBroadcast(tx, one.broadcastId);
      await this.revokeInvitations(tx, actor, held, { ...one, ...struck });
      await this.lapse(tx, actor, held, one, struck);
    }
    await blockAwards(tx, this.eventLog, actor, forbidden.awards, struck);
  }

  /**
   * Each authority is told of its own invitations. How many offers lapsed is not said: it would tell that
   * a branch had offered under seal.
   */
  private async announce(
    tx: Tx,
    actor: Actor,
    restriction: RestrictionEntity,
    { broadcasts }: Forbidden,
    now: Date,
  ): Promise<void> {
    const { id, branchId } = restriction;
    const lost = groupedBy(broadcasts, ({ authorityId }) => authorityId);
    const events = (await authoritiesBound(tx, restriction)).map((authorityId): NewEvent => ({
      name: 'restriction.enforced',
      authorityId,
      subject: { type: 'restriction', id },
      at: now,
      payload: { restrictionId: id, branchId, revoked: invitationsRevoked(lost.get(authorityId) ?? []) },
    }));
    await this.eventLog.append(tx, actor, ...events);
  }

  /** Where somebody else may still deliver under it, the invitation stays for them. */
  private async revokeInvitations(
    tx: Tx,
    actor: Actor,
    { broadcast }: Held,
    { invitations, branchId, restrictionId, now }: ForbiddenBroadcast & Struck,
  ): Promise<void> {
    for (const { id, isRevoked } of invitations) {
      const invitation = await tx.findOneByOrFail(InvitationEntity, { id });
      const mayDeliver = invitation.mayDeliver.filter((one) => one !== branchId);
      await tx.update(InvitationEntity, { id }, isRevoked ? { status: 'revoked' } : { mayDeliver });
      if (!isRevoked) continue;
      const event = invitationEvent(broadcast, invitation, now);
      await this.eventLog.append(tx, actor, {
        ...event,
        name: 'invitation.revoked',
        // A wave that has not opened is not told of: nobody knows that there was something to lose.
        providerIds: invitation.status === 'open' ? event.providerIds : [],
        payload: { ...event.payload, reason: reasonOf(restrictionId) },
      });
    }
  }

  /** A broadcast that waits for its decision and has no offer left is unfilled; its owner is told. */
  private async lapse(
    tx: Tx,
    actor: Actor,
    held: Held,
    { offerIds }: ForbiddenBroadcast,
    { restrictionId, now }: Struck,
  ): Promise<void> {
    if (offerIds.length === 0) return;
    const { broadcast } = held;
    const lapsing = { now, reason: reasonOf(restrictionId), offerIds };
    const lapsed = await this.lapseOffers.lapse(tx, actor, broadcast, lapsing);
    const isAnyLeft = await tx.existsBy(OfferEntity, { broadcastId: broadcast.id, status: 'standing' });
    if (broadcast.status === 'closed' && lapsed > 0 && !isAnyLeft)
      await this.closeRound.leaveUnfilled(tx, actor, held, { now, cause: 'offers_lapsed' });
  }
}
