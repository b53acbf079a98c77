import { Injectable } from '@nestjs/common';
import type { DeclineReason, InvitationView } from '#contracts/broadcasts';
import { INVITATION_LIFE } from '#domain/lifecycles';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { providerUser } from '../access/scope.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { assertOpen, lockInvitation } from '../offers/steps/lock-invitation.js';
import { InvitationEntity } from '../rows/broadcast.entity.js';
import { invitationView } from './invitations.queries.js';
import { answerEventFields } from './steps/invitation-event-fields.js';
import { digestRecord } from '../digests/digest-records.js';

export interface DeclineInvitationCommand {
  readonly invitationId: string;
  readonly reason: DeclineReason;
  readonly note?: string | null;
}

/**
 * Declines an invitation for good, with a reason from a fixed list. The authority learns from the reasons
 * what the branches cannot supply.
 */
@Injectable()
export class DeclineInvitation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `offer_already_made` while the branch has a valid offer; the provider must first
   * withdraw the offer
   */
  execute(caller: Caller, command: DeclineInvitationCommand): Promise<InvitationView> {
    const bidder = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'decline-invitation',
      command,
      async (act) => {
        const { tx } = act;
        const locked = await lockInvitation(tx, bidder.providerId, command.invitationId);
        const { invitation, broadcast } = locked;
        const now = this.clock.now();
        assertOpen(locked, now);
        const standing = await tx.findOneBy(OfferEntity, { invitationId: invitation.id, status: 'standing' });
        if (standing) throw new DomainError('offer_already_made', { offerId: standing.id });

        const declined = {
          status: nextStatus(INVITATION_LIFE, invitation.status, 'decline'),
          declinedAt: now,
          declineReason: command.reason,
          declineNote: command.note ?? null,
          seenAt: invitation.seenAt ?? now,
        };
        await tx.update(InvitationEntity, { id: invitation.id }, declined);
        const { fact, envelope } = answerEventFields(broadcast, invitation, now);
        const digests = await digestRecord(tx, 'decline', invitation.id);
        await act.log('invitation.declined', { ...digests, ...fact, reason: command.reason }, envelope);
        return invitationView(tx, tx, bidder, invitation.id);
      },
      { enter: { kind: 'invitation', id: command.invitationId } },
    );
  }
}
