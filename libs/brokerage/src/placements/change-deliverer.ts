import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { PlacementView } from '#contracts/placements';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { assertVersion, authorityOf } from '../access/scope.js';
import { LotEntity } from '../rows/authority.entity.js';
import { assertEligible } from '../eligibility/decide-for-branches.js';
import { packageFacts } from '../facts/package-facts.js';
import { lockBranches } from '../providers/steps/lock-branch.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { lockCapacity, takeCapacity } from '../providers/steps/take-capacity.js';
import { lockPermissions } from '../restrictions/steps/lock-permissions.js';
import { assertNotMoving } from '../transfers/steps/assert-not-in-transfer.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { usePermissions } from '../restrictions/steps/use-permissions.js';
import { placementView } from '../care/placements.queries.js';
import { beginCare, newPlacement } from '../care/steps/begin-care.js';
import { keepRates } from '../care/steps/rates-of-care.js';
import { endCare } from '../care/steps/end-care.js';
import { type LockedPlacement, lockLivePlacement } from './steps/lock-placement.js';
import { digestRecord } from '../digests/digest-records.js';

export interface ChangeDelivererCommand {
  readonly placementId: string;
  /** The branch that will deliver: the contracted branch itself or its subcontractor on record. */
  readonly deliveringBranchId: string;
  readonly version: number;
  readonly reason: string;
}

/**
 * Changes which branch delivers care under a contract. The new branch is the contracted branch or its
 * subcontractor, and must be eligible.
 *
 * The new placement begins when the old placement ends, so the person always has care.
 */
@Injectable()
export class ChangeDeliverer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_eligible` with every rule that failed; `nothing_to_change`,
   * `version_stale`; `placement_moving` while a case transfers the care
   */
  execute(caller: Caller, command: ChangeDelivererCommand): Promise<PlacementView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'change-deliverer', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      const locked = await lockLivePlacement(tx, command.placementId, { authorityId });
      const { placement } = locked;
      assertVersion(placement.version, command.version);
      await assertNotMoving(tx, placement.packageId);
      const { deliveringBranchId } = command;
      if (placement.deliveringBranchId === deliveringBranchId) throw new DomainError('nothing_to_change');
      await lockBranches(tx, [placement.deliveringBranchId, deliveringBranchId]);
      const now = this.clock.now();
      const permissionIds = await this.take(tx, locked, deliveringBranchId, now);

      const ending = { at: now, now, reason: 'deliverer_changed', note: command.reason } as const;
      await endCare(act, placement, ending);
      const id = await this.begin(act, locked, deliveringBranchId, now);
      await usePermissions(act, {
        authorityId,
        branchId: deliveringBranchId,
        packageId: placement.packageId,
        permissionIds,
        by: { placementId: id },
        now,
      });
      return placementView(tx, id, now);
    });
  }

  /**
   * Checks that the new delivering branch is eligible now. Takes the care's weekly minutes from the branch's
   * spare capacity.
   */
  private async take(
    tx: Tx,
    { pkg, placement }: LockedPlacement,
    deliveringBranchId: string,
    now: Date,
  ): Promise<readonly string[]> {
    const { authorityId, branchId, lotId, weeklyMinutes } = placement;
    const capacity = { authorityId, branchId: deliveringBranchId, lotId };
    await lockCapacity(tx, capacity);
    await lockPermissions(tx, pkg.personId, pkg.id);
    const { ratingPolicy } = await tx.findOneByOrFail(LotEntity, { id: lotId });
    const { usesPermissionIds } = await assertEligible(tx, ratingPolicy, {
      pkg: { ...packageFacts(pkg, londonDate(now)), lotId, weeklyMinutes },
      now,
      pair: { branchId, deliveringBranchId },
    });
    await takeCapacity(tx, capacity, weeklyMinutes);
    return usesPermissionIds;
  }

  private async begin(
    act: Act,
    { pkg, placement }: LockedPlacement,
    deliveringBranchId: string,
    now: Date,
  ): Promise<string> {
    const { tx } = act;
    const { authorityId, packageId, weeklyMinutes } = placement;
    const begun = { ...placement, deliveringBranchId, id: null };
    const begin = newPlacement(pkg, begun, now);
    const placementId = begin.id;
    await beginCare(tx, begin);
    await keepRates(tx, { from: placement.id, to: placementId });
    const digests = await digestRecord(tx, 'placement', placementId);
    await act.log(
      'placement.started',
      { ...digests, placementId, packageId, deliveringBranchId, weeklyMinutes },
      { authorityId, providerIds: await involvedProviders(tx, begun), at: now },
    );
    return placementId;
  }
}
