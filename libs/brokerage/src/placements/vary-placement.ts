import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { Check } from '#contracts/eligibility';
import type { VariationView } from '#contracts/placements';
import type { Visit } from '#contracts/visits';
import { DomainError } from '#domain/domain-error';
import { visitFaults } from '#domain/packages/visit-faults';
import { weeklyMinutes } from '#domain/packages/weekly-minutes';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, userIdOf } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { EventLog } from '#platform/log/event-log';
import { assertVersion, authorityOf } from '../access/scope.js';
import { partiesTo } from '../providers/steps/parties-to.js';
import { holdCapacity, takeCapacity } from '../providers/steps/take-capacity.js';
import { careChange } from '../eligibility/care-change.js';
import { newPackageVersion } from '../packages/steps/new-package-version.js';
import { CapacityEntity } from '../providers/capacity.entity.js';
import { holdBranch } from '../providers/steps/hold-branch.js';
import { holdPermissions } from '../restrictions/steps/hold-permissions.js';
import { holdStanding } from '../restrictions/steps/standing.js';
import { usePermissions } from '../restrictions/steps/use-permissions.js';
import { PlacementEntity } from './placement.entity.js';
import { type HeldPlacement, holdLivePlacement } from './steps/hold-placement.js';
import { writeSize } from './steps/write-size.js';
import { VariationEntity } from './variation.entity.js';

export interface VaryPlacementCommand {
  readonly placementId: string;
  readonly version: number;
  readonly visits: readonly Visit[];
  readonly reason: string;
}

/** Changes what live care delivers. An increase obeys every restriction in force and takes capacity. */
@Injectable()
export class VaryPlacement {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /** @throws DomainError `package_invalid`, `nothing_to_change`, `variation_refused` with every check that failed */
  execute(caller: Caller, command: VaryPlacementCommand): Promise<VariationView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'vary-placement', command, async (tx) => {
      await holdStanding(tx);
      const held = await holdLivePlacement(tx, command.placementId, authorityId);
      assertVersion(held.placement.version, command.version);
      const toMinutes = minutesOf(held.placement, command.visits);
      const now = this.clock.now();
      const { checks, usesPermissionIds } = await this.check(tx, held, toMinutes, now);

      const variation = await this.save(tx, caller, held, { ...command, toMinutes, checks, now });
      await usePermissions(tx, this.eventLog, caller.actor, {
        authorityId,
        branchId: held.placement.deliveringBranchId,
        packageId: held.pkg.id,
        permissionIds: usesPermissionIds,
        by: { variationId: variation.id },
        now,
      });
      await this.announce(tx, caller, held, variation);
      const { id, placementId, fromMinutes, reason } = variation;
      return { id, placementId, fromMinutes, toMinutes, reason, at: now.toISOString(), checks };
    });
  }

  private async check(
    tx: Tx,
    { pkg, placement }: HeldPlacement,
    toMinutes: number,
    now: Date,
  ): Promise<{ checks: readonly Check[]; usesPermissionIds: readonly string[] }> {
    const { authorityId, deliveringBranchId, lotId } = placement;
    const addedMinutes = toMinutes - placement.weeklyMinutes;
    const capacity = { authorityId, branchId: deliveringBranchId, lotId };
    await holdBranch(tx, deliveringBranchId);
    await holdCapacity(tx, capacity);
    await holdPermissions(tx, placement.personId, pkg.id);
    const change = await careChange(tx, {
      pkg,
      deliveringBranchId,
      lotId,
      at: now,
      kind: 'variation',
      addedMinutes,
    });
    const ruled = checkRestrictions(change);
    const checks = [...ruled.checks, await this.checkCapacity(tx, capacity, addedMinutes)];
    const failed = checks.filter(({ result }) => result === 'fail');
    if (failed.length > 0) throw new DomainError('variation_refused', { checks: failed });
    if (addedMinutes > 0) await takeCapacity(tx, capacity, addedMinutes);
    return { checks, usesPermissionIds: ruled.usesPermissionIds };
  }

  private async checkCapacity(
    tx: Tx,
    key: { authorityId: string; branchId: string; lotId: string },
    addedMinutes: number,
  ): Promise<Check> {
    const spareMinutes = (await tx.findOneBy(CapacityEntity, key))?.spareMinutes ?? 0;
    const isEnough = addedMinutes <= 0 || addedMinutes <= spareMinutes;
    return {
      rule: 'capacity.minutes',
      result: isEnough ? 'pass' : 'fail',
      evidence: { spareMinutes, addedMinutes },
      remedy: isEnough ? null : 'The branch declares more spare capacity in this lot.',
    };
  }

  private async save(
    tx: Tx,
    caller: Caller,
    { pkg, placement }: HeldPlacement,
    change: VaryPlacementCommand & { toMinutes: number; checks: readonly Check[]; now: Date },
  ): Promise<VariationEntity> {
    const { toMinutes, visits, now } = change;
    const varied = { ...placement, visits, weeklyMinutes: toMinutes, version: placement.version + 1 };
    const { id, version } = varied;
    await tx.update(PlacementEntity, { id }, { visits: [...visits], weeklyMinutes: toMinutes, version });
    await writeSize(tx, varied, now);
    await newPackageVersion(tx, caller.actor, pkg, { visits, weeklyMinutes: toMinutes }, now);
    const variation: VariationEntity = {
      id: uuid(),
      authorityId: placement.authorityId,
      placementId: id,
      fromMinutes: placement.weeklyMinutes,
      toMinutes,
      visits,
      reason: change.reason,
      checks: change.checks,
      at: now,
      actorId: userIdOf(caller.actor),
    };
    await insertRows(tx, VariationEntity, variation);
    return variation;
  }

  private async announce(
    tx: Tx,
    { actor }: Caller,
    { pkg, placement }: HeldPlacement,
    variation: VariationEntity,
  ): Promise<void> {
    const { fromMinutes, toMinutes, at } = variation;
    await this.eventLog.append(tx, actor, {
      name: 'placement.varied',
      authorityId: placement.authorityId,
      providerIds: await partiesTo(tx, placement),
      subject: { type: 'placement', id: placement.id },
      packageId: pkg.id,
      at,
      payload: {
        placementId: placement.id,
        packageId: pkg.id,
        deliveringBranchId: placement.deliveringBranchId,
        weeklyMinutes: toMinutes,
        fromMinutes,
        toMinutes,
      },
    });
  }
}

function minutesOf(placement: PlacementEntity, visits: readonly Visit[]): number {
  const faults = visitFaults(visits);
  if (faults.length > 0) throw new DomainError('package_invalid', { faults });
  // As stored: through JSON, in which the order of a visit's fields says nothing.
  const stored: unknown = JSON.parse(JSON.stringify(visits));
  if (isDeepStrictEqual(stored, placement.visits)) throw new DomainError('nothing_to_change');
  return weeklyMinutes(visits);
}
