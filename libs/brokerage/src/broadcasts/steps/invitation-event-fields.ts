import type { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

/**
 * Makes the fields that all events about an invitation have in common. Such events go to the authority's
 * staff and to the invited provider.
 */
export function invitationEventFields(
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
