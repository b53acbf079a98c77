import { Injectable } from '@nestjs/common';
import type { DeclineReason, InvitationView } from '#contracts/broadcasts';
import { INVITATION_LIFE } from '#domain/broadcasts/invitation-life';
import { DomainError } from '#domain/domain-error';
import { move } from '#domain/lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { providerOf } from '../access/scope.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { assertOpen, holdInvitation } from '../offers/steps/hold-invitation.js';
import { InvitationEntity } from '../rows/broadcast.entity.js';
import { invitationView } from './invitations.queries.js';
import { aboutInvitation } from './steps/invitation-event.js';

export interface DeclineInvitationCommand {
  readonly invitationId: string;
  readonly reason: DeclineReason;
  readonly note?: string | null;
}

/** Says no, with a reason from the list, so that the authority learns what it cannot buy. Final. */
@Injectable()
export class DeclineInvitation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `offer_already_made` while an offer stands: withdraw it first. */
  execute(caller: Caller, command: DeclineInvitationCommand): Promise<InvitationView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(caller, 'decline-invitation', command, async (act) => {
      const { tx } = act;
      const held = await holdInvitation(tx, providerId, command.invitationId);
      const { invitation, broadcast } = held;
      const now = this.clock.now();
      assertOpen(held, now);
      const standing = await tx.findOneBy(OfferEntity, { invitationId: invitation.id, status: 'standing' });
      if (standing) throw new DomainError('offer_already_made', { offerId: standing.id });

      const declined = {
        status: move(INVITATION_LIFE, invitation.status, 'decline'),
        declinedAt: now,
        declineReason: command.reason,
        declineNote: command.note ?? null,
        seenAt: invitation.seenAt ?? now,
      };
      await tx.update(InvitationEntity, { id: invitation.id }, declined);
      const { fact, envelope } = aboutInvitation(broadcast, invitation, now);
      await act.log('invitation.declined', { ...fact, reason: command.reason }, envelope);
      return invitationView(tx, providerId, invitation.id);
    });
  }
}
