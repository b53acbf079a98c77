import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/roles-and-actors';
import type { PlacementView } from '#contracts/placements';
import { AWARD_LIFE } from '#domain/lifecycles';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { updateRow } from '#platform/database/update-row';
import { authorityOf } from '../access/scope.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { placementView } from '../care/placements.queries.js';
import { beginCare, newPlacement } from '../care/steps/begin-care.js';
import { endCare } from '../care/steps/end-care.js';
import { lockLiveCare } from '../care/steps/lock-live-care.js';
import { lockBranch, lockBranchesOfMove } from '../providers/steps/lock-branch.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { lockPermissions } from '../restrictions/steps/lock-permissions.js';
import { openCaseOf } from '../facts/open-case.queries.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { usePermissions } from '../restrictions/steps/use-permissions.js';
import { AwardEntity } from '../rows/award.entity.js';
import { assertMayStart } from './steps/assert-may-start.js';
import { disproveLateStart } from './steps/disprove-late-start.js';
import { lockAward } from './steps/lock-award.js';
import { digestRecord } from '../digests/digest-records.js';

export interface ConfirmStartCommand {
  readonly awardId: string;
  /** The instant at which care began. If absent, care begins now. */
  readonly startedAt?: string | null;
}

/**
 * Confirms that the care of an award has started. A placement begins, and the package is live.
 *
 * If the care replaces other care, the old placement ends at the same instant. The person therefore has care
 * without a gap.
 */
@Injectable()
export class ConfirmStart {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `start_time_invalid` before the award or in the future; `branch_not_eligible` if the
   * branch is not registered or a restriction forbids the start
   */
  execute(caller: Caller, command: ConfirmStartCommand): Promise<PlacementView> {
    return this.acts.run(
      caller,
      'confirm-start',
      command,
      async (act) => {
        const { tx } = act;
        // Sent together, in this order: the standing lock comes before any other.
        const [, { pkg, award }] = await Promise.all([
          shareStandingLock(tx),
          ownAward(tx, caller.actor, command.awardId),
        ]);
        const [providerIds, replaced, openCase] = await Promise.all([
          involvedProviders(tx, award),
          lockLiveCare(tx, pkg),
          openCaseOf(tx, pkg.id),
        ]);
        assertParty(caller.actor, providerIds);
        await Promise.all([
          replaced
            ? lockBranchesOfMove(tx, award.deliveringBranchId, replaced.deliveringBranchId)
            : lockBranch(tx, award.deliveringBranchId),
          lockPermissions(tx, pkg.personId, pkg.id),
        ]);
        const now = this.clock.now();
        const startedAt = startOf(award, command.startedAt, now);
        const status = nextStatus(AWARD_LIFE, award.status, 'start');
        const permissionIds = await assertMayStart(tx, pkg, award, boundAt(caller.actor, startedAt, now));

        const placement = newPlacement(pkg, award, startedAt);
        const { id: placementId } = placement;
        // The writes are sent together. PostgreSQL runs them in this order, so the old care ends before the new begins.
        const [, , , , , , view] = await Promise.all([
          updateRow(tx, AwardEntity, award.id, { status, startedAt }),
          replaced && endCare(act, replaced, { at: startedAt, now, reason: 'moved' }),
          disproveLateStart(act, award, { startedAt, now }),
          this.useUp(act, award, permissionIds, now),
          beginCare(tx, placement),
          changePackageStatus(act, pkg, 'start', { now, placementId, openCase }),
          placementView(tx, placementId, now),
        ]);
        await this.announce(act, award, { placementId, providerIds, now });
        return view;
      },
      { enter: { kind: 'award', id: command.awardId } },
    );
  }

  private useUp(
    act: Act,
    { id: awardId, authorityId, packageId, deliveringBranchId: branchId }: AwardEntity,
    permissionIds: readonly string[],
    now: Date,
  ): Promise<void> {
    const use = { authorityId, branchId, packageId, permissionIds, by: { awardId }, now };
    return usePermissions(act, use);
  }

  private async announce(
    act: Act,
    award: AwardEntity,
    { placementId, providerIds, now }: { placementId: string; providerIds: readonly string[]; now: Date },
  ): Promise<void> {
    const { authorityId, packageId, deliveringBranchId, weeklyMinutes } = award;
    const digests = await digestRecord(act.tx, 'placement', placementId);
    await act.log(
      'placement.started',
      { ...digests, placementId, packageId, deliveringBranchId, weeklyMinutes },
      { authorityId, providerIds, at: now },
    );
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

/**
 * Returns the instants at which the restrictions must allow the start. For a provider, both the reported
 * start and now count. Otherwise a provider could avoid a restriction by reporting an earlier start.
 */
const boundAt = (actor: Actor, startedAt: Date, now: Date): readonly Date[] =>
  actor.kind === 'staff' || startedAt.getTime() === now.getTime() ? [startedAt] : [startedAt, now];

/** Locks an award. An authority finds its own awards. A provider finds any, so `assertParty` must follow. */
function ownAward(tx: Tx, actor: Actor, id: string): ReturnType<typeof lockAward> {
  return lockAward(tx, id, actor.kind === 'provider' ? {} : { authorityId: authorityOf(actor) });
}

/** @throws DomainError `award_not_found` if the award is not to a branch of the acting provider */
function assertParty(actor: Actor, providerIds: readonly string[]): void {
  if (actor.kind === 'provider' && !providerIds.includes(actor.providerId))
    throw new DomainError('award_not_found');
}
