import type { Act } from '#platform/acts/act';
import { v7 as uuid } from 'uuid';
import { chooseOwner } from '../../identity/steps/choose-owner.js';
import { ConcernEntity } from '../../rows/report.entity.js';

/** Records a hand-back as a concern about the branch, with an owner. */
export async function recordHandBackConcern(
  act: Act,
  {
    authorityId,
    branchId,
    now,
  }: { readonly authorityId: string; readonly branchId: string; readonly now: Date },
): Promise<void> {
  const { tx } = act;
  const id = uuid();
  const kind = 'hand_back';
  const ownerId = await chooseOwner(tx, { authorityId, roles: ['commissioner', 'officer'], now });
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
  await act.log('concern.recorded', { concernId: id, branchId, kind }, { authorityId, at: now });
}
