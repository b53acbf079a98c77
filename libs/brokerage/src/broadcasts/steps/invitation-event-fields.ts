import { isAnswerSealed } from '#domain/broadcasts/seal';
import type { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

type OfBroadcast = Pick<BroadcastEntity, 'authorityId' | 'packageId'>;
type OfInvitation = Pick<InvitationEntity, 'id' | 'broadcastId' | 'branchId' | 'providerId'>;

/**
 * Makes the fields that all events about an invitation have in common. Such events go to the authority's
 * staff and to the invited provider.
 */
export function invitationEventFields(
  { authorityId, packageId }: OfBroadcast,
  invitation: OfInvitation,
  at: Date,
) {
  const { id: invitationId, broadcastId, branchId, providerId } = invitation;
  return {
    fact: { invitationId, broadcastId, packageId, branchId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}

/**
 * Makes the fields of an event that tells whether the branch answered. If the answers are sealed, staff do not
 * receive the event.
 */
export function answerEventFields(
  broadcast: OfBroadcast & Pick<BroadcastEntity, 'sealed' | 'status'>,
  invitation: OfInvitation,
  at: Date,
) {
  const { fact, envelope } = invitationEventFields(broadcast, invitation, at);
  return { fact: { ...fact, isSealed: isAnswerSealed(broadcast) }, envelope };
}
