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
import { authorityOf, found } from '../access/scope.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { placementView } from '../care/placements.queries.js';
import { beginCare } from '../care/steps/begin-care.js';
import { endCare } from '../care/steps/end-care.js';
import { lockLiveCare } from '../care/steps/lock-live-care.js';
import { lockBranches } from '../providers/steps/lock-branch.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { lockPermissions } from '../restrictions/steps/lock-permissions.js';
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
    return this.acts.run(caller, 'confirm-start', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      const { pkg, award } = await ownAward(tx, caller.actor, command.awardId);
      const replaced = await lockLiveCare(tx, pkg);
      const branches = [award, ...(replaced ? [replaced] : [])];
      await lockBranches(
        tx,
        branches.map(({ deliveringBranchId }) => deliveringBranchId),
      );
      const now = this.clock.now();
      const startedAt = startOf(award, command.startedAt, now);
      const status = nextStatus(AWARD_LIFE, award.status, 'start');
      await lockPermissions(tx, pkg.personId, pkg.id);
      const permissionIds = await assertMayStart(tx, pkg, award, boundAt(caller.actor, startedAt, now));

      await tx.update(AwardEntity, { id: award.id }, { status, startedAt });
      if (replaced) await endCare(act, replaced, { at: startedAt, now, reason: 'moved' });
      await disproveLateStart(act, award, { startedAt, now });
      await this.useUp(act, award, permissionIds, now);
      const placementId = await beginCare(tx, pkg, award, startedAt);
      await changePackageStatus(act, pkg, 'start', { now, placementId });
      await this.announce(act, award, { placementId, now });
      return placementView(tx, placementId);
    });
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
    { placementId, now }: { placementId: string; now: Date },
  ): Promise<void> {
    const { tx } = act;
    const { authorityId, packageId, deliveringBranchId, weeklyMinutes } = award;
    const digests = await digestRecord(tx, 'placement', placementId);
    await act.log(
      'placement.started',
      { ...digests, placementId, packageId, deliveringBranchId, weeklyMinutes },
      { authorityId, providerIds: await involvedProviders(tx, award), at: now },
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

/** Locks an award. An authority finds its own awards. A provider finds awards to its branches. */
async function ownAward(tx: Tx, actor: Actor, id: string): Promise<Awaited<ReturnType<typeof lockAward>>> {
  if (actor.kind !== 'provider') return lockAward(tx, id, { authorityId: authorityOf(actor) });
  const locked = await lockAward(tx, id, {});
  const isParty = (await involvedProviders(tx, locked.award)).includes(actor.providerId);
  return found(isParty ? locked : null, 'award_not_found');
}
