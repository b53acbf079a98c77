import type { ReallocationGround } from '#contracts/jobs';
import type { Entrance } from '#platform/database/tenant';

/** Returns the row by which an act enters the authorities with care at the branch of a ground. */
export function entranceOf(ground: ReallocationGround): Entrance {
  if ('restrictionId' in ground) return { kind: 'restriction', id: ground.restrictionId };
  if ('handBackId' in ground) return { kind: 'hand_back', id: ground.handBackId };
  return { kind: 'branch', id: ground.closedBranchId };
}
