import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { shareStandingLock } from '../facts/standing-lock.js';
import { BroadcastWaveEntity, InvitationEntity } from '../rows/broadcast.entity.js';
import { closeLockedBroadcast } from './steps/close-locked-broadcast.js';
import { lockBroadcast } from './steps/lock-broadcast.js';
import { openWave } from './steps/invite-wave.js';

/**
 * Opens the next wave of a broadcast early if every invited branch has declined. After the last wave, closes
 * the broadcast.
 */
@Injectable()
export class OpenNextWave {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly broadcastId: string }): Promise<'asked' | 'closed' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'open-next-wave',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const locked = await lockBroadcast(tx, command.broadcastId);
        const { broadcast } = locked;
        const broadcastId = broadcast.id;
        const now = this.clock.now();
        if (broadcast.status !== 'open' || broadcast.closesAt <= now) return 'nothing_due';
        if (await tx.existsBy(InvitationEntity, { broadcastId, status: 'open' })) return 'nothing_due';

        const next = await tx.findOne(BroadcastWaveEntity, {
          where: { broadcastId, openedAt: IsNull() },
          order: { number: 'ASC' },
        });
        if (next) {
          await openWave(act, broadcast, next.number, now);
          return 'asked';
        }
        await closeLockedBroadcast(act, locked, { now, cause: 'everybody_declined' });
        return 'closed';
      },
      { enter: { kind: 'broadcast', id: command.broadcastId } },
    );
  }
}
