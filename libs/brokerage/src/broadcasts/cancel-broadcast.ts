import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { broadcastView } from './broadcasts.queries.js';
import { cancelLockedBroadcast } from './steps/cancel-locked-broadcast.js';
import { lockBroadcast } from './steps/lock-broadcast.js';

export interface CancelBroadcastCommand {
  readonly broadcastId: string;
  readonly reason: string;
}

/**
 * Cancels a broadcast for a reason. Its offers lapse, and the package is a draft again. If the broadcast
 * sought a replacement for live care, this care continues at its branch.
 */
@Injectable()
export class CancelBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` once the broadcast is awarded, unfilled or cancelled */
  execute(caller: Caller, command: CancelBroadcastCommand): Promise<BroadcastView> {
    const { actor } = caller;
    const authorityId = authorityOf(actor);
    return this.acts.run(caller, 'cancel-broadcast', command, async (act) => {
      const { tx } = act;
      const { pkg, broadcast } = await lockBroadcast(tx, command.broadcastId, authorityId);
      const now = this.clock.now();
      await cancelLockedBroadcast(act, broadcast, { now, reason: command.reason });
      await changePackageStatus(act, pkg, 'cancel', { now });
      return broadcastView(tx, broadcast.id);
    });
  }
}
