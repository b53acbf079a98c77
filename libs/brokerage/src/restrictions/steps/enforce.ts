import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { Actor } from '#contracts/access';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { CloseRound } from '../../broadcasts/steps/close-round.js';
import { type Held, holdBroadcast } from '../../broadcasts/steps/hold-broadcast.js';
import { InvitationEntity } from '../../broadcasts/invitation.entity.js';
import { invitationEvent } from '../../broadcasts/steps/invitation-event.js';
import { careChange } from '../../eligibility/care-change.js';
import { OfferEntity } from '../../offers/offer.entity.js';
import { LapseOffers } from '../../offers/steps/lapse-offers.js';
import { keepReports } from '../../reports/steps/keep-reports.js';
import { authoritiesBound } from './authorities-bound.js';
import { RestrictionEntity } from '../restriction.entity.js';

/** Revokes the open invitations and lapses the standing offers that a restriction now forbids. */
@Injectable()
export class Enforce {
  constructor(
    private readonly eventLog: EventLog,
    private readonly lapseOffers: LapseOffers,
    private readonly closeRound: CloseRound,
  ) {}

  /** The standing is held alone by the act that calls, so no new invitation or offer can slip in. */
  async enforce(tx: Tx, actor: Actor, restriction: RestrictionEntity, now: Date): Promise<void> {
    let revoked = 0;
    for (const broadcastId of await this.broadcastsTouched(tx, restriction.branchId)) {
      const held = await holdBroadcast(tx, broadcastId);
      if (!(await this.isForbidden(tx, held, restriction.branchId, now))) continue;
      revoked += await this.revokeInvitations(tx, actor, held, restriction.branchId, now);
      await this.lapse(tx, actor, held, restriction.branchId, now);
    }
    await tx.update(RestrictionEntity, { id: restriction.id }, { enforcedAt: now });
    await this.announce(tx, actor, restriction, { revoked, now });
    await keepReports(tx, this.eventLog, actor, { ...restriction, enforcedAt: now }, now);
  }

  /** How many offers lapsed is not said: it would tell that a branch had offered under seal. */
  private async announce(
    tx: Tx,
    actor: Actor,
    restriction: RestrictionEntity,
    { revoked, now }: { revoked: number; now: Date },
  ): Promise<void> {
    const { id, branchId } = restriction;
    const events = (await authoritiesBound(tx, restriction)).map((authorityId): NewEvent => ({
      name: 'restriction.enforced',
      authorityId,
      subject: { type: 'restriction', id },
      at: now,
      payload: { restrictionId: id, branchId, revoked },
    }));
    await this.eventLog.append(tx, actor, ...events);
  }

  /** In the order of their packages, which are locked first, so that two restrictions never wait for each other. */
  private async broadcastsTouched(tx: Tx, branchId: string): Promise<string[]> {
    const rows: { id: string }[] = await tx.query(
      `SELECT b.id FROM broadcast b
       WHERE b.status IN ('open', 'closed') AND (
         EXISTS (SELECT 1 FROM invitation i
                 WHERE i.broadcast_id = b.id AND i.status IN ('waiting', 'open') AND $1 = ANY(i.may_deliver))
         OR EXISTS (SELECT 1 FROM offer o
                    WHERE o.broadcast_id = b.id AND o.status = 'standing' AND o.delivering_branch_id = $1))
       ORDER BY b.package_id`,
      [branchId],
    );
    return rows.map(({ id }) => id);
  }

  private async isForbidden(tx: Tx, { pkg, broadcast }: Held, branchId: string, now: Date): Promise<boolean> {
    const change = await careChange(tx, {
      pkg,
      deliveringBranchId: branchId,
      lotId: broadcast.lotId,
      at: now,
      kind: 'award',
      addedMinutes: pkg.weeklyMinutes,
    });
    return checkRestrictions(change).checks.some(({ result }) => result === 'fail');
  }

  /** Where somebody else may still deliver under it, the invitation stays for them. */
  private async revokeInvitations(
    tx: Tx,
    actor: Actor,
    held: Held,
    branchId: string,
    now: Date,
  ): Promise<number> {
    const { broadcast } = held;
    const live = await tx.findBy(InvitationEntity, {
      broadcastId: broadcast.id,
      status: In(['waiting', 'open']),
    });
    let revoked = 0;
    for (const invitation of live.filter(({ mayDeliver }) => mayDeliver.includes(branchId))) {
      const mayDeliver = invitation.mayDeliver.filter((id) => id !== branchId);
      const isRevoked = mayDeliver.length === 0;
      await tx.update(
        InvitationEntity,
        { id: invitation.id },
        isRevoked ? { status: 'revoked' } : { mayDeliver },
      );
      if (!isRevoked) continue;
      revoked += 1;
      const event = invitationEvent(broadcast, invitation, now);
      await this.eventLog.append(tx, actor, {
        ...event,
        name: 'invitation.revoked',
        // A wave that has not opened is not told of: nobody knows that there was something to lose.
        providerIds: invitation.status === 'open' ? event.providerIds : [],
        payload: { ...event.payload, reason: 'restriction' },
      });
    }
    return revoked;
  }

  /** A broadcast that waits for its decision and has no offer left is unfilled; its owner is told. */
  private async lapse(tx: Tx, actor: Actor, held: Held, branchId: string, now: Date): Promise<void> {
    const { broadcast } = held;
    const offers = await tx.findBy(OfferEntity, {
      broadcastId: broadcast.id,
      deliveringBranchId: branchId,
      status: 'standing',
    });
    const offerIds = offers.map(({ id }) => id);
    const lapsed = await this.lapseOffers.lapse(tx, actor, broadcast, {
      now,
      reason: 'restriction',
      offerIds,
    });
    const isAnyLeft = await tx.existsBy(OfferEntity, { broadcastId: broadcast.id, status: 'standing' });
    if (broadcast.status === 'closed' && lapsed > 0 && !isAnyLeft)
      await this.closeRound.leaveUnfilled(tx, actor, held, { now, cause: 'offers_lapsed' });
  }
}
