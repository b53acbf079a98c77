import { Injectable } from '@nestjs/common';
import type { PlacementView } from '#contracts/placements';
import { AWARD_LIFE } from '#domain/awards/award-life';
import { DomainError } from '#domain/domain-error';
import { answerRegistration } from '#domain/eligibility/registration-rule';
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
import { MoveAlong } from '../packages/steps/move-along.js';
import { placementView } from '../placements/placements.queries.js';
import { beginCare } from '../placements/steps/begin-care.js';
import { EndCare } from '../placements/steps/end-care.js';
import { holdLiveCare } from '../placements/steps/hold-live-care.js';
import { BranchEntity } from '../providers/branch.entity.js';
import { holdBranches } from '../providers/steps/hold-branch.js';
import { partiesTo } from '../providers/steps/parties-to.js';
import { holdPermissions } from '../restrictions/steps/hold-permissions.js';
import { holdStanding } from '../restrictions/steps/standing.js';
import { usePermissions } from '../restrictions/steps/use-permissions.js';
import { AwardEntity } from './award.entity.js';
import { holdAward } from './steps/hold-award.js';

export interface ConfirmStartCommand {
  readonly awardId: string;
  /** When care began, if it is confirmed later; now when absent. */
  readonly startedAt?: string | null;
}

/**
 * The branch says that care has started: the award becomes a placement, and the package is live. Care that
 * it replaces ends at that very instant, in the same transaction, so that nobody is without for a moment.
 */
@Injectable()
export class ConfirmStart {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
    private readonly endCare: EndCare,
    private readonly moveAlong: MoveAlong,
  ) {}

  /**
   * @throws DomainError `start_time_invalid` before the award or in the future; `branch_not_eligible`
   *   when a restriction in force at the start forbids it and no permission allows it
   */
  execute(caller: Caller, command: ConfirmStartCommand): Promise<PlacementView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(caller, 'confirm-start', command, async (tx) => {
      await holdStanding(tx);
      const { pkg, award } = await this.ownAward(tx, command.awardId, providerId);
      const replaced = await holdLiveCare(tx, pkg);
      const branches = [award, ...(replaced ? [replaced] : [])];
      await holdBranches(
        tx,
        branches.map(({ deliveringBranchId }) => deliveringBranchId),
      );
      const now = this.clock.now();
      const startedAt = startOf(award, command.startedAt, now);
      const status = move(AWARD_LIFE, award.status, 'start');
      await assertRegistered(tx, award);
      await holdPermissions(tx, pkg.personId, pkg.id);
      const permissionIds = await this.assertAllowed(tx, pkg, award, startedAt);

      await tx.update(AwardEntity, { id: award.id }, { status, startedAt });
      if (replaced)
        await this.endCare.end(tx, caller.actor, replaced, { at: startedAt, now, reason: 'moved' });
      await this.useUp(tx, caller, award, permissionIds, now);
      const placementId = await beginCare(tx, pkg, award, startedAt);
      await this.moveAlong.move(tx, caller.actor, pkg, 'start', { now, placementId });
      await this.announce(tx, caller, award, { placementId, now });
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

  /**
   * A condition that came between the award and the start binds too: care may not begin against it but
   * under a permission, which it uses up.
   */
  private async assertAllowed(
    tx: Tx,
    pkg: PackageEntity,
    award: AwardEntity,
    startedAt: Date,
  ): Promise<readonly string[]> {
    const change = await careChange(tx, {
      pkg,
      deliveringBranchId: award.deliveringBranchId,
      lotId: award.lotId,
      at: startedAt,
      kind: 'award',
      addedMinutes: award.weeklyMinutes,
      awardId: award.id,
    });
    const ruled = checkRestrictions(change);
    const checks = withoutEvidence(ruled.checks);
    if (checks.length > 0)
      throw new DomainError('branch_not_eligible', { deliveringBranchId: award.deliveringBranchId, checks });
    return ruled.usesPermissionIds;
  }

  private useUp(
    tx: Tx,
    { actor }: Caller,
    { id: awardId, authorityId, packageId, deliveringBranchId: branchId }: AwardEntity,
    permissionIds: readonly string[],
    now: Date,
  ): Promise<void> {
    const use = { authorityId, branchId, packageId, permissionIds, by: { awardId }, now };
    return usePermissions(tx, this.eventLog, actor, use);
  }

  private async announce(
    tx: Tx,
    { actor }: Caller,
    award: AwardEntity,
    { placementId, now }: { placementId: string; now: Date },
  ): Promise<void> {
    const { authorityId, packageId, deliveringBranchId, weeklyMinutes } = award;
    await this.eventLog.append(tx, actor, {
      name: 'placement.started',
      authorityId,
      providerIds: await partiesTo(tx, award),
      subject: { type: 'placement', id: placementId },
      packageId,
      at: now,
      payload: { placementId, packageId, deliveringBranchId, weeklyMinutes },
    });
  }
}

function startOf(award: AwardEntity, startedAt: string | null | undefined, now: Date): Date {
  const at = startedAt == null ? now : new Date(startedAt);
  if (at < award.awardedAt || at > now)
    throw new DomainError('start_time_invalid', {
      awardedAt: award.awardedAt.toISOString(),
      now: now.toISOString(),
    });
  return at;
}

/** A branch that is not registered for personal care begins none, whatever it was awarded before. */
async function assertRegistered(tx: Tx, { deliveringBranchId }: AwardEntity): Promise<void> {
  const { registrationStatus, dormant, personalCare } = await tx.findOneByOrFail(BranchEntity, {
    id: deliveringBranchId,
  });
  const { result, remedy } = answerRegistration({ status: registrationStatus, dormant, personalCare });
  const checks = [{ rule: 'registration.active', remedy }];
  if (result === 'fail') throw new DomainError('branch_not_eligible', { deliveringBranchId, checks });
}
