import { Injectable } from '@nestjs/common';
import type { PackageView } from '#contracts/packages';
import { AWARD_LIFE } from '#domain/awards/award-life';
import { move } from '#domain/lifecycle';
import { OFFER_LIFE } from '#domain/offers/offer-life';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { staff } from '../access/scope.js';
import { OpenRound } from '../broadcasts/steps/open-round.js';
import { OfferEntity } from '../offers/offer.entity.js';
import type { PackageEntity } from '../packages/package.entity.js';
import { packageView } from '../packages/packages.queries.js';
import { movePackage } from '../packages/steps/move-package.js';
import { holdBranch } from '../providers/steps/hold-branch.js';
import { returnPermissions } from '../restrictions/steps/use-permissions.js';
import { holdStanding } from '../restrictions/steps/standing.js';
import { AwardEntity } from './award.entity.js';
import { holdCapacity, takeCapacity } from '../providers/steps/take-capacity.js';
import { partiesTo } from '../providers/steps/parties-to.js';
import { holdAward } from './steps/hold-award.js';

export interface WithdrawAwardCommand {
  readonly awardId: string;
  readonly reason: string;
  /** Whether the branch that is let go may offer again; by default it is not asked. */
  readonly askAgain?: boolean;
}

/**
 * Takes back an award whose care has not started: the branch gets its capacity back and the package is
 * broadcast again, in one act. Where nobody is eligible the package is unfilled and somebody is told.
 */
@Injectable()
export class WithdrawAward {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
    private readonly openRound: OpenRound,
  ) {}

  /** @throws DomainError `move_not_allowed` once care has started or the award is withdrawn. */
  execute(caller: Caller, command: WithdrawAwardCommand): Promise<PackageView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'withdraw-award', command, async (tx) => {
      await holdStanding(tx);
      const { pkg, award } = await holdAward(tx, command.awardId, { authorityId });
      await holdBranch(tx, award.deliveringBranchId);
      const now = this.clock.now();
      await this.giveBack(tx, caller, award, command.reason, now);
      await this.announce(tx, caller, award, now);

      const leaving = { branchId: award.deliveringBranchId, reason: `award withdrawn: ${command.reason}` };
      const round = { pkg, actor: caller.actor, now, ...(command.askAgain ? {} : { leaving }) };
      const { broadcast } = await this.openRound.open(tx, round);
      await this.moveOn(tx, pkg, { now, ownerId: userId, dueAt: broadcast?.closesAt });
      return packageView(tx, authorityId, pkg.id);
    });
  }

  /** What it took: the minutes, and the permissions it was made under. */
  private async giveBack(
    tx: Tx,
    caller: Caller,
    award: AwardEntity,
    reason: string,
    now: Date,
  ): Promise<void> {
    const { authorityId, deliveringBranchId: branchId, lotId, weeklyMinutes } = award;
    await holdCapacity(tx, { authorityId, branchId, lotId });
    await takeCapacity(tx, { authorityId, branchId, lotId }, -weeklyMinutes);
    await returnPermissions(tx, this.eventLog, caller.actor, award, now);
    const status = move(AWARD_LIFE, award.status, 'withdraw');
    await tx.update(AwardEntity, { id: award.id }, { status, withdrawnAt: now, withdrawReason: reason });
    const offerStatus = move(OFFER_LIFE, 'awarded', 'withdraw_award');
    await tx.update(OfferEntity, { id: award.offerId }, { status: offerStatus });
  }

  private async moveOn(
    tx: Tx,
    pkg: PackageEntity,
    { now, ownerId, dueAt }: { now: Date; ownerId: string; dueAt: Date | undefined },
  ): Promise<void> {
    const asked = await movePackage(tx, pkg, 'rebroadcast', { now, ownerId, dueAt });
    if (!dueAt) await movePackage(tx, asked, 'fail', { now, ownerId });
  }

  private async announce(tx: Tx, { actor }: Caller, award: AwardEntity, now: Date): Promise<void> {
    const { id, authorityId, packageId, broadcastId, branchId, deliveringBranchId } = award;
    await this.eventLog.append(tx, actor, {
      name: 'award.withdrawn',
      authorityId,
      providerIds: await partiesTo(tx, award),
      subject: { type: 'award', id },
      packageId,
      at: now,
      payload: { awardId: id, broadcastId, packageId, branchId, deliveringBranchId },
    });
  }
}
