import { Injectable } from '@nestjs/common';
import type { InvitationView } from '#contracts/broadcasts';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { providerUser } from '../access/scope.js';
import { lockInvitation } from '../offers/steps/lock-invitation.js';
import { InvitationEntity } from '../rows/broadcast.entity.js';
import { invitationView } from './invitations.queries.js';
import { answerEventFields } from './steps/invitation-event-fields.js';

/**
 * Records that a user of the invited branch's provider has opened an invitation. Only the first time is
 * recorded.
 */
@Injectable()
export class SeeInvitation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(caller: Caller, command: { readonly invitationId: string }): Promise<InvitationView> {
    const bidder = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'see-invitation',
      command,
      async (act) => {
        const { tx } = act;
        const { invitation, broadcast } = await lockInvitation(tx, bidder.providerId, command.invitationId);
        const now = this.clock.now();
        if (invitation.seenAt !== null) return invitationView(tx, tx, bidder, invitation.id);
        await tx.update(InvitationEntity, { id: invitation.id }, { seenAt: now });
        const { fact, envelope } = answerEventFields(broadcast, invitation, now);
        await act.log('invitation.seen', fact, envelope);
        return invitationView(tx, tx, bidder, invitation.id);
      },
      { enter: { kind: 'invitation', id: command.invitationId } },
    );
  }
}
