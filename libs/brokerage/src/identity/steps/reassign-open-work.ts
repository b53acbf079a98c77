import { mayOwn, type OwnerRole, WORK_KINDS, type WorkKind } from '#contracts/open-work';
import type { Act } from '#platform/acts/act';
import { chooseOwner } from './choose-owner.js';
import { giveOpenWork } from './give-open-work.js';

interface Reassigning {
  readonly userId: string;
  readonly authorityId: string;
  readonly now: Date;
}

const FOR_OFFICERS = WORK_KINDS.filter((kind) => mayOwn('officer', kind));
const FOR_COMMISSIONERS = WORK_KINDS.filter((kind) => !mayOwn('officer', kind));

/**
 * Reassigns the open work of a disabled user to the colleague with the fewest open items, before others one who is there
 * (docs/rules.md §5.1). Work that only commissioners do goes to a commissioner, even to one who is away, or to an officer
 * if there is none. If the authority has no other enabled officer or commissioner, the work keeps its owner, and the
 * watchdog reports the work.
 */
export async function reassignOpenWork(act: Act, from: Reassigning): Promise<void> {
  await reassign(act, from, FOR_OFFICERS, ['officer', 'commissioner']);
  await reassignCommissioning(act, from, ['commissioner', 'officer']);
}

/**
 * Reassigns the work that only commissioners do, because its owner is an officer now. Without another commissioner, the
 * work keeps its owner.
 */
export function reassignCommissioning(
  act: Act,
  from: Reassigning,
  roles: readonly OwnerRole[] = ['commissioner'],
): Promise<void> {
  return reassign(act, from, FOR_COMMISSIONERS, roles);
}

async function reassign(
  act: Act,
  { userId, authorityId, now }: Reassigning,
  kinds: readonly WorkKind[],
  roles: readonly OwnerRole[],
): Promise<void> {
  const isRoleFirst = kinds === FOR_COMMISSIONERS;
  const toId = await chooseOwner(act.tx, { authorityId, roles, exceptUserId: userId, isRoleFirst, now });
  if (toId !== null) await giveOpenWork(act, { authorityId, fromId: userId, toId, now }, kinds);
}
