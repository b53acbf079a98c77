import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { OpenRound } from '../broadcasts/steps/open-round.js';
import { MoveAlong } from '../packages/steps/move-along.js';
import { holdStanding } from '../facts/standing-lock.js';
import { holdCase } from './steps/hold-case.js';
import { isRunning } from '../transfers/steps/lock-if-running.js';

/**
 * Broadcasts the replacement for a case whose turn has come. Where nobody is eligible the case is unplaced
 * and somebody is told. One that was opened, or whose reallocation does not run, is left alone.
 */
@Injectable()
export class OpenCaseRound {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly openRound: OpenRound,
    private readonly moveAlong: MoveAlong,
  ) {}

  execute(command: { readonly caseId: string }): Promise<'broadcast' | 'unplaced' | 'nothing_due'> {
    const { actor } = SYSTEM_CALLER;
    return this.acts.run(SYSTEM_CALLER, 'open-case', command, async (tx) => {
      await holdStanding(tx);
      const { pkg, openCase } = await holdCase(tx, command.caseId, {});
      if (openCase?.status !== 'released') return 'nothing_due';
      if (!(await isRunning(tx, openCase.reallocationId))) return 'nothing_due';

      const now = this.clock.now();
      const { broadcast } = await this.openRound.open(tx, { pkg, actor, now });
      if (!broadcast) {
        await this.moveAlong.move(tx, actor, pkg, 'fail', { now });
        return 'unplaced';
      }
      await this.moveAlong.move(tx, actor, pkg, 'publish', { now, dueAt: broadcast.closesAt });
      return 'broadcast';
    });
  }
}
