import { Injectable } from '@nestjs/common';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { shareStandingLock } from '../facts/standing-lock.js';
import { BroadcastWaveEntity } from '../rows/broadcast.entity.js';
import { lockBroadcast } from './steps/lock-broadcast.js';
import { openWave } from './steps/invite-wave.js';

export interface OpenWaveCommand {
  readonly broadcastId: string;
  readonly wave: number;
}

/**
 * Opens a wave of a broadcast when its opening time has come. Does nothing before that time or if the
 * broadcast is over.
 */
@Injectable()
export class OpenWave {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: OpenWaveCommand): Promise<'opened' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'open-wave',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const { broadcast } = await lockBroadcast(tx, command.broadcastId);
        const now = this.clock.now();
        const wave = await tx.findOneBy(BroadcastWaveEntity, {
          broadcastId: broadcast.id,
          number: command.wave,
        });
        const isDue = wave?.openedAt === null && wave.opensAt <= now;
        if (broadcast.status !== 'open' || broadcast.closesAt <= now || !isDue) return 'nothing_due';
        await openWave(act, broadcast, command.wave, now);
        return 'opened';
      },
      { enter: { kind: 'broadcast', id: command.broadcastId } },
    );
  }
}
