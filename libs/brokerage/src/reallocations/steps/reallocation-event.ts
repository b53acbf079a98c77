import type { HeldReallocation } from './hold-reallocation.js';

/** The shared part of every event about a reallocation: for the authority's staff and the branch being left. */
export function aboutReallocation({ reallocation, providerId }: HeldReallocation, at: Date) {
  const { id: reallocationId, authorityId, branchId } = reallocation;
  return {
    fact: { reallocationId, branchId },
    envelope: { authorityId, providerIds: [providerId], at },
  };
}
