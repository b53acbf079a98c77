import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { PackageView } from '#contracts/packages';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { staff } from '../access/scope.js';
import { openBroadcast } from '../broadcasts/steps/open-broadcast.js';
import type { PackageEntity } from '../rows/package.entity.js';
import { packageView } from '../packages/packages.queries.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { lockBranch } from '../providers/steps/lock-branch.js';
import { openCaseOf } from '../facts/open-case.queries.js';
import { lockRunningReallocation } from '../transfers/steps/lock-running-reallocation.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { lockAward } from './steps/lock-award.js';
import { takeBackAward } from './steps/take-back-award.js';

export interface WithdrawAwardCommand {
  readonly awardId: string;
  readonly reason: string;
  /**
   * True if the new broadcast also invites the branch that loses the award. By default the branch is not
   * invited.
   */
  readonly askAgain?: boolean;
}

/**
 * Withdraws an award before care has started, and broadcasts the package again. Gives back the branch's
 * capacity. If no branch is eligible, the package becomes unfilled.
 */
@Injectable()
export class WithdrawAward {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` once care has started or the award is withdrawn. */
  execute(caller: Caller, command: WithdrawAwardCommand): Promise<PackageView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'withdraw-award', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      const { pkg, award } = await lockAward(tx, command.awardId, { authorityId });
      await lockBranch(tx, award.deliveringBranchId);
      const now = this.clock.now();
      await takeBackAward(act, award, { now, reason: command.reason });

      const leaving = {
        branchId: award.deliveringBranchId,
        why: { kind: 'award_withdrawn', awardId: award.id },
      } as const;
      const round = { pkg, now, ...(command.askAgain ? {} : { leaving }) };
      const broadcast = (await this.mayAsk(tx, pkg)) ? (await openBroadcast(act, round)).broadcast : null;
      await this.moveOn(act, pkg, { now, ownerId: userId, dueAt: broadcast?.closesAt });
      return packageView(tx, authorityId, pkg.id);
    });
  }

  /**
   * True if the package may be broadcast again at once. False while the package's reallocation is paused or
   * stopping, because an officer must act first.
   */
  private async mayAsk(tx: Tx, pkg: PackageEntity): Promise<boolean> {
    const moving = await openCaseOf(tx, pkg.id);
    return moving === null || (await lockRunningReallocation(tx, moving.reallocationId));
  }

  private async moveOn(
    act: Act,
    pkg: PackageEntity,
    { now, ownerId, dueAt }: { now: Date; ownerId: string; dueAt: Date | undefined },
  ): Promise<void> {
    const asked = await changePackageStatus(act, pkg, 'rebroadcast', { now, ownerId, dueAt });
    if (!dueAt) await changePackageStatus(act, asked, 'fail', { now, ownerId });
  }
}
