import { v7 as uuid } from 'uuid';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { SubcontractEntity } from '#brokerage/rows/provider.entity';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';
import type { World } from '../world.js';
import type { TestUser } from './authorities.js';

/** Records a restriction of the authority from now on, by default with the condition `no_new_people`. */
export function aRestriction(
  world: World,
  { by, ...given }: Partial<NewRestriction> & { readonly by: TestUser; readonly branchId: string },
): Promise<RestrictionView> {
  return world.get(RecordRestriction).execute(by.caller, {
    source: 'authority',
    reference: `R-${world.next()}`,
    evidence: 'Quality visit',
    reason: `O'Brien <b> & 李`,
    from: world.clock.now().toISOString(),
    lotIds: [],
    conditions: [{ kind: 'no_new_people' }],
    ...given,
  });
}

/** Stores a subcontract that started long before the test's current time. */
export function aSubcontract(
  world: World,
  {
    lot,
    ...given
  }: Partial<SubcontractEntity> & {
    readonly lot: Pick<LotEntity, 'id' | 'authorityId'>;
    readonly branchId: string;
    readonly deliveringBranchId: string;
  },
): Promise<SubcontractEntity> {
  return world.save(SubcontractEntity, {
    id: uuid(),
    authorityId: lot.authorityId,
    lotId: lot.id,
    startsOn: '2025-04-01',
    endsOn: null,
    ...given,
  });
}
