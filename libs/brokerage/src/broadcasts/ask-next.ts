import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { holdStanding } from '../facts/standing-lock.js';
import { BroadcastWaveEntity, InvitationEntity } from '../rows/broadcast.entity.js';
import { CloseRound } from './steps/close-round.js';
import { holdBroadcast } from './steps/hold-broadcast.js';
import { InviteWave } from './steps/invite-wave.js';

/**
 * Once everybody asked has said no, waiting helps nobody: the next wave is asked at once, and after
 * the last one the broadcast closes, so that the officer hears hours before the deadline.
 */
@Injectable()
export class AskNext {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly inviteWave: InviteWave,
    private readonly closeRound: CloseRound,
  ) {}

  execute(command: { readonly broadcastId: string }): Promise<'asked' | 'closed' | 'nothing_due'> {
    const { actor } = SYSTEM_CALLER;
    return this.acts.run(SYSTEM_CALLER, 'ask-next', command, async (tx) => {
      await holdStanding(tx);
      const held = await holdBroadcast(tx, command.broadcastId);
      const { broadcast } = held;
      const broadcastId = broadcast.id;
      const now = this.clock.now();
      if (broadcast.status !== 'open' || broadcast.closesAt <= now) return 'nothing_due';
      if (await tx.existsBy(InvitationEntity, { broadcastId, status: 'open' })) return 'nothing_due';

      const next = await tx.findOne(BroadcastWaveEntity, {
        where: { broadcastId, openedAt: IsNull() },
        order: { number: 'ASC' },
      });
      if (next) {
        await this.inviteWave.open(tx, actor, broadcast, next.number, now);
        return 'asked';
      }
      await this.closeRound.close(tx, actor, held, { now, cause: 'everybody_declined' });
      return 'closed';
    });
  }
}
