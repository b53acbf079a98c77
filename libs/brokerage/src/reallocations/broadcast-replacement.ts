import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { openBroadcast } from '../broadcasts/steps/open-broadcast.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { lockCase } from './steps/lock-case.js';
import { lockRunningReallocation } from '../transfers/steps/lock-running-reallocation.js';

/**
 * Broadcasts the package of a released case to find a replacement branch. If no branch is eligible, the case
 * becomes unplaced. Does nothing if the reallocation is not running.
 */
@Injectable()
export class BroadcastReplacement {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly caseId: string }): Promise<'broadcast' | 'unplaced' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'open-case',
      command,
      async (act) => {
        const { tx } = act;
        // Sent together, in this order: the standing lock comes before any other.
        const [, { pkg, openCase }] = await Promise.all([
          shareStandingLock(tx),
          lockCase(tx, command.caseId, {}),
        ]);
        if (openCase?.status !== 'released') return 'nothing_due';
        if (!(await lockRunningReallocation(tx, openCase.reallocationId))) return 'nothing_due';

        const now = this.clock.now();
        const { broadcast } = await openBroadcast(act, { pkg, now, openCase });
        if (!broadcast) {
          await changePackageStatus(act, pkg, 'fail', { now, openCase });
          return 'unplaced';
        }
        await changePackageStatus(act, pkg, 'publish', { now, dueAt: broadcast.closesAt, openCase });
        return 'broadcast';
      },
      { enter: { kind: 'case', id: command.caseId } },
    );
  }
}
