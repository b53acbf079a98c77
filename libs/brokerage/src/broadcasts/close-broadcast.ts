import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { broadcastView } from './broadcasts.queries.js';
import { closeLockedBroadcast } from './steps/close-locked-broadcast.js';
import { lockBroadcast, lockOpenBroadcast } from './steps/lock-broadcast.js';

export interface CloseEarlyCommand {
  readonly broadcastId: string;
  readonly reason: string;
}

/**
 * Closes a broadcast and ranks its offers. If there is no offer, the package is unfilled, and its owner has
 * the next action.
 */
@Injectable()
export class CloseBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes a broadcast after its deadline. Does nothing before the deadline or if the broadcast is already
   * closed.
   */
  execute(broadcastId: string): Promise<'closed' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'close-broadcast',
      { broadcastId },
      async (act) => {
        const { tx } = act;
        const locked = await lockBroadcast(tx, broadcastId);
        const now = this.clock.now();
        if (locked.broadcast.status !== 'open' || locked.broadcast.closesAt > now) return 'nothing_due';
        await closeLockedBroadcast(act, locked, { now, cause: 'deadline' });
        return 'closed';
      },
      { enter: { kind: 'broadcast', id: broadcastId } },
    );
  }

  /**
   * Closes a broadcast of method `cascade` as soon as a branch has made an offer, because this method invites
   * one branch at a time.
   */
  answered(broadcastId: string): Promise<'closed' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'close-answered',
      { broadcastId },
      async (act) => {
        const { tx } = act;
        const locked = await lockBroadcast(tx, broadcastId);
        const { status, method } = locked.broadcast;
        const isAnswered = await tx.existsBy(OfferEntity, { broadcastId, status: 'standing' });
        if (status !== 'open' || method !== 'cascade' || !isAnswered) return 'nothing_due';
        await closeLockedBroadcast(act, locked, {
          now: this.clock.now(),
          cause: 'answered',
        });
        return 'closed';
      },
      { enter: { kind: 'broadcast', id: broadcastId } },
    );
  }

  /** Closes a broadcast before its deadline, by decision of the authority. A reason is required. */
  early(caller: Caller, command: CloseEarlyCommand): Promise<BroadcastView> {
    const { authorityId, userId: by } = staff(caller.actor);
    return this.acts.run(caller, 'close-broadcast-early', command, async (act) => {
      const { tx } = act;
      const locked = await lockOpenBroadcast(tx, command.broadcastId, authorityId);
      await closeLockedBroadcast(act, locked, {
        now: this.clock.now(),
        cause: 'early',
        early: { by, reason: command.reason },
      });
      return broadcastView(tx, command.broadcastId);
    });
  }
}
