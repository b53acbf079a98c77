import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { PlacementView } from '#contracts/placements';
import { AWARD_LIFE } from '#domain/awards/award-life';
import { DomainError } from '#domain/domain-error';
import { move } from '#domain/lifecycle';
import { checkRestrictions } from '#domain/restrictions/check-restrictions';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { found, providerOf } from '../access/scope.js';
import { careChange } from '../eligibility/care-change.js';
import { withoutEvidence } from '../eligibility/decide.js';
import type { PackageEntity } from '../packages/package.entity.js';
import { movePackage } from '../packages/steps/move-package.js';
import { PlacementEntity } from '../placements/placement.entity.js';
import { placementView } from '../placements/placements.queries.js';
import { writeSize } from '../placements/steps/write-size.js';
import { holdBranch } from '../providers/steps/hold-branch.js';
import { holdStanding } from '../restrictions/steps/standing.js';
import { AwardEntity } from './award.entity.js';
import { partiesTo } from '../providers/steps/parties-to.js';
import { holdAward } from './steps/hold-award.js';

export interface ConfirmStartCommand {
  readonly awardId: string;
  /** When care began, if it is confirmed later; now when absent. */
  readonly startedAt?: string | null;
}

/** The branch says that care has started: the award becomes a placement, and the package is live. */
@Injectable()
export class ConfirmStart {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /**
   * @throws DomainError `start_time_invalid` before the award or in the future; `branch_not_eligible`
   *   when a restriction in force at the start forbids it and the award was not made under a permission
   */
  execute(caller: Caller, command: ConfirmStartCommand): Promise<PlacementView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(caller, 'confirm-start', command, async (tx) => {
      await holdStanding(tx);
      const { pkg, award } = await this.ownAward(tx, command.awardId, providerId);
      await holdBranch(tx, award.deliveringBranchId);
      const now = this.clock.now();
      const startedAt = this.startOf(award, command.startedAt, now);
      const status = move(AWARD_LIFE, award.status, 'start');
      await this.assertAllowed(tx, pkg, award, startedAt);

      await tx.update(AwardEntity, { id: award.id }, { status, startedAt });
      await movePackage(tx, pkg, 'start', { now });
      const placementId = await this.place(tx, pkg, award, startedAt);
      await this.eventLog.append(tx, caller.actor, {
        name: 'placement.started',
        authorityId: award.authorityId,
        providerIds: await partiesTo(tx, award),
        subject: { type: 'placement', id: placementId },
        packageId: pkg.id,
        at: now,
        payload: {
          placementId,
          packageId: pkg.id,
          deliveringBranchId: award.deliveringBranchId,
          weeklyMinutes: award.weeklyMinutes,
        },
      });
      return placementView(tx, placementId);
    });
  }

  private async ownAward(
    tx: Tx,
    id: string,
    providerId: string,
  ): Promise<Awaited<ReturnType<typeof holdAward>>> {
    const held = await holdAward(tx, id, {});
    const isParty = (await partiesTo(tx, held.award)).includes(providerId);
    return found(isParty ? held : null, 'award_not_found');
  }

  private startOf(award: AwardEntity, startedAt: string | null | undefined, now: Date): Date {
    const at = startedAt == null ? now : new Date(startedAt);
    if (at < award.awardedAt || at > now)
      throw new DomainError('start_time_invalid', {
        awardedAt: award.awardedAt.toISOString(),
        now: now.toISOString(),
      });
    return at;
  }

  /** A condition that came between the award and the start binds too: care may not begin against it. */
  private async assertAllowed(
    tx: Tx,
    pkg: PackageEntity,
    award: AwardEntity,
    startedAt: Date,
  ): Promise<void> {
    const change = await careChange(tx, {
      pkg,
      deliveringBranchId: award.deliveringBranchId,
      lotId: award.lotId,
      at: startedAt,
      kind: 'award',
      addedMinutes: award.weeklyMinutes,
      awardId: award.id,
    });
    const checks = withoutEvidence(checkRestrictions(change).checks);
    if (checks.length > 0)
      throw new DomainError('branch_not_eligible', { deliveringBranchId: award.deliveringBranchId, checks });
  }

  private async place(tx: Tx, pkg: PackageEntity, award: AwardEntity, startedAt: Date): Promise<string> {
    const { authorityId, personId, lotId, branchId, deliveringBranchId, weeklyMinutes, hourlyRatePence } =
      award;
    const placement: PlacementEntity = {
      id: uuid(),
      authorityId,
      packageId: pkg.id,
      personId,
      awardId: award.id,
      lotId,
      branchId,
      deliveringBranchId,
      status: 'live',
      weeklyMinutes,
      hourlyRatePence,
      visits: pkg.visits,
      startedAt,
      endedAt: null,
      endReason: null,
      version: 1,
    };
    await tx.insert(PlacementEntity, placement);
    await writeSize(tx, placement, startedAt);
    return placement.id;
  }
}
