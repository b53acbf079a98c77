import type { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

/** The shared part of every event about an invitation: for the invited provider and the staff. */
export function aboutInvitation(
  { authorityId, packageId }: Pick<BroadcastEntity, 'authorityId' | 'packageId'>,
  invitation: Pick<InvitationEntity, 'id' | 'broadcastId' | 'branchId' | 'providerId'>,
  at: Date,
) {
  const { id: invitationId, broadcastId, branchId, providerId } = invitation;
  return {
    fact: { invitationId, broadcastId, packageId, branchId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}
