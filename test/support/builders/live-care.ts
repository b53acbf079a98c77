import { v7 as uuid } from 'uuid';
import { weeklyMinutes } from '#domain/packages/visits';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { PackageEntity } from '#brokerage/rows/package.entity';
import { writePackageVersion } from '#brokerage/packages/steps/new-package-version';
import { PlacementEntity } from '#brokerage/rows/placement.entity';
import { writeSize } from '#brokerage/care/steps/begin-care';
import { SYSTEM } from '#contracts/roles-and-actors';
import type { World } from '../world.js';
import { VISITS } from './people.js';

export interface CareGiven {
  readonly lot: LotEntity;
  readonly branchId: string;
  /** The branch that delivers the care. If absent, the contracted branch. */
  readonly deliveringBranchId?: string;
  readonly postcode?: string;
}

/**
 * Creates care that was live before Homeward, so it has no broadcast and no award. This is quick, for tests
 * that need many placements.
 */
export async function careLive(world: World, given: CareGiven): Promise<PlacementEntity> {
  const { lot, branchId, deliveringBranchId = branchId, postcode = 'LE11 3TU' } = given;
  const { authorityId } = lot;
  const now = world.clock.now();
  const person = await world.aPerson({ authorityId, postcode, familyName: `O'Brien <b> ${world.next()} 李` });
  const pkg: PackageEntity = {
    id: uuid(),
    authorityId,
    reference: `LIVE-${world.next()}`,
    personId: person.id,
    lotId: lot.id,
    postcodeDistrict: postcode.split(' ')[0] ?? '',
    postcodeSector: postcode.slice(0, -2),
    status: 'live',
    urgency: 'routine',
    visits: [...VISITS],
    needs: [],
    note: null,
    weeklyMinutes: weeklyMinutes(VISITS),
    createdAt: now,
    version: 1,
    withdrawReason: null,
    nextAction: null,
    nextActionOwnerId: null,
    nextActionDueAt: null,
  };
  const placement: PlacementEntity = {
    id: uuid(),
    authorityId,
    packageId: pkg.id,
    personId: person.id,
    awardId: null,
    lotId: lot.id,
    branchId,
    deliveringBranchId,
    status: 'live',
    weeklyMinutes: pkg.weeklyMinutes,
    hourlyRatePence: 2_400,
    visits: VISITS,
    startedAt: now,
    endedAt: null,
    endReason: null,
    endNote: null,
    version: 1,
  };
  await world.owner.transaction(async (tx) => {
    await tx.insert(PackageEntity, pkg);
    await writePackageVersion(tx, SYSTEM, pkg, now);
    await tx.insert(PlacementEntity, placement);
    await writeSize(tx, placement, now);
  });
  return placement;
}
