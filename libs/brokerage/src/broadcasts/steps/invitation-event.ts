import type { BroadcastEntity, InvitationEntity } from '../../rows/broadcast.entity.js';

/** What every event about an invitation has in common: for the invited provider and the staff. */
export function invitationEvent(
  { authorityId, packageId }: Pick<BroadcastEntity, 'authorityId' | 'packageId'>,
  {
    id,
    broadcastId,
    branchId,
    providerId,
  }: Pick<InvitationEntity, 'id' | 'broadcastId' | 'branchId' | 'providerId'>,
  at: Date,
) {
  return {
    authorityId,
    providerIds: [providerId],
    subject: { type: 'invitation', id },
    packageId,
    at,
    payload: { invitationId: id, broadcastId, packageId, branchId },
  } as const;
}
