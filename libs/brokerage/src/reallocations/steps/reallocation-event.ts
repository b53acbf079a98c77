import type { HeldReallocation } from './hold-reallocation.js';

/** What every event about a reallocation has in common: for the authority's staff and the branch being left. */
export function reallocationEvent({ reallocation, providerId }: HeldReallocation, at: Date) {
  const { id, authorityId, branchId } = reallocation;
  return {
    authorityId,
    providerIds: [providerId],
    subject: { type: 'reallocation', id },
    at,
    payload: { reallocationId: id, branchId },
  } as const;
}
