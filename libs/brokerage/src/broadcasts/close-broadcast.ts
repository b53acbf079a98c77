import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { broadcastView } from './broadcasts.queries.js';
import { closeRound } from './steps/close-round.js';
import { lockBroadcast, lockOpenBroadcast } from './steps/lock-broadcast.js';

export interface CloseEarlyCommand {
  readonly broadcastId: string;
  readonly reason: string;
}

/** Ends the taking of offers and ranks them; without any, the package is unfilled and somebody is told. */
@Injectable()
export class CloseBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** At the deadline; before it, or when it is closed, does nothing. */
  execute(broadcastId: string): Promise<'closed' | 'nothing_due'> {
    return this.acts.run(SYSTEM_CALLER, 'close-broadcast', { broadcastId }, async (act) => {
      const { tx } = act;
      const locked = await lockBroadcast(tx, broadcastId);
      const now = this.clock.now();
      if (locked.broadcast.status !== 'open' || locked.broadcast.closesAt > now) return 'nothing_due';
      await closeRound(act, locked, { now, cause: 'deadline' });
      return 'closed';
    });
  }

  /** Method `cascade` asks one at a time: once it is answered nobody else need be asked. */
  answered(broadcastId: string): Promise<'closed' | 'nothing_due'> {
    return this.acts.run(SYSTEM_CALLER, 'close-answered', { broadcastId }, async (act) => {
      const { tx } = act;
      const locked = await lockBroadcast(tx, broadcastId);
      const { status, method } = locked.broadcast;
      const isAnswered = await tx.existsBy(OfferEntity, { broadcastId, status: 'standing' });
      if (status !== 'open' || method !== 'cascade' || !isAnswered) return 'nothing_due';
      await closeRound(act, locked, {
        now: this.clock.now(),
        cause: 'answered',
      });
      return 'closed';
    });
  }

  /** By a decision of the authority, which has a reason. */
  early(caller: Caller, command: CloseEarlyCommand): Promise<BroadcastView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'close-broadcast-early', command, async (act) => {
      const { tx } = act;
      const locked = await lockOpenBroadcast(tx, command.broadcastId, authorityId);
      await closeRound(act, locked, {
        now: this.clock.now(),
        cause: 'early',
        reason: command.reason,
      });
      return broadcastView(tx, command.broadcastId);
    });
  }
}
