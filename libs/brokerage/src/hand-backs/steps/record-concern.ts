import { v7 as uuid } from 'uuid';
import type { Actor } from '#contracts/access';
import type { Tx } from '#platform/database/database';
import type { EventLog } from '#platform/log/event-log';
import { chooseOwner } from '../../identity/steps/choose-owner.js';
import { ConcernEntity } from '../../rows/report.entity.js';

/** A hand-back is evidence about a branch, and somebody's to look at. */
export async function recordHandBackConcern(
  tx: Tx,
  eventLog: EventLog,
  actor: Actor,
  {
    authorityId,
    branchId,
    now,
  }: { readonly authorityId: string; readonly branchId: string; readonly now: Date },
): Promise<void> {
  const id = uuid();
  const kind = 'hand_back';
  const ownerId = await chooseOwner(tx, { authorityId, roles: ['commissioner', 'officer'] });
  const concern = {
    id,
    authorityId,
    branchId,
    kind,
    packageId: null,
    awardId: null,
    ownerId,
    at: now,
  } as const;
  await tx.insert(ConcernEntity, concern);
  await eventLog.append(tx, actor, {
    name: 'concern.recorded',
    authorityId,
    subject: { type: 'concern', id },
    at: now,
    payload: { concernId: id, branchId, kind },
  });
}
