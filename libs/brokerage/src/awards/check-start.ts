import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { AwardEntity } from '../rows/award.entity.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { lockAward } from './steps/lock-award.js';
import { chaseLateStart } from './steps/chase-late-start.js';

/**
 * Marks the start of care as overdue if it is not confirmed in time. Alerts the package's owner and records
 * one concern (docs/rules.md §5).
 */
@Injectable()
export class CheckStart {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly awardId: string }): Promise<'overdue' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'check-start',
      command,
      async (act) => {
        const { tx } = act;
        const locked = await lockAward(tx, command.awardId, {});
        const { award } = locked;
        const now = this.clock.now();
        if (award.status !== 'awaiting_start' || award.overdueAt !== null || award.startDueAt > now)
          return 'nothing_due';

        await tx.update(AwardEntity, { id: award.id }, { overdueAt: now });
        await this.announce(act, award, now);
        // If the award is blocked, a restriction makes the start late. The branch is not at fault, so no
        // concern is recorded.
        if (award.blockedAt === null) await chaseLateStart(act, locked, now);
        return 'overdue';
      },
      { enter: { kind: 'award', id: command.awardId } },
    );
  }

  private async announce(act: Act, award: AwardEntity, now: Date): Promise<void> {
    const { tx } = act;
    const { id: awardId, authorityId, packageId, broadcastId, branchId, deliveringBranchId } = award;
    const startDueAt = award.startDueAt.toISOString();
    await act.log(
      'award.overdue',
      { awardId, broadcastId, packageId, branchId, deliveringBranchId, startDueAt },
      { authorityId, providerIds: await involvedProviders(tx, award), at: now },
    );
  }
}
