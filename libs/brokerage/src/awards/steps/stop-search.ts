import { Injectable } from '@nestjs/common';
import type { Actor } from '#contracts/access';
import type { Tx } from '#platform/database/database';
import { EventLog } from '#platform/log/event-log';
import { AwardEntity } from '../../rows/award.entity.js';
import { TakeBackAward } from './take-back-award.js';
import { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { CancelRound } from '../../broadcasts/steps/cancel-round.js';
import type { OpenCase } from '../../facts/open-case.queries.js';
import { type CaseMoved, moveCase } from '../../transfers/steps/change-case-status.js';

/**
 * Ends the search for a replacement that is not wanted any more: whoever is being asked hears that it is
 * over, whoever was promised the care gets its capacity back, and the case ends.
 */
@Injectable()
export class StopSearch {
  constructor(
    private readonly eventLog: EventLog,
    private readonly cancelRound: CancelRound,
    private readonly takeBackAward: TakeBackAward,
  ) {}

  /** The award that stopping would take back, locked: its branch is to be held before. */
  promised(tx: Tx, { packageId, status }: OpenCase): Promise<AwardEntity | null> {
    if (status !== 'awarded') return Promise.resolve(null);
    const where = { packageId, status: 'awaiting_start' } as const;
    return tx.findOne(AwardEntity, { where, lock: { mode: 'pessimistic_write' } });
  }

  async stop(
    tx: Tx,
    actor: Actor,
    openCase: OpenCase,
    by: 'keep' | 'end',
    stopped: CaseMoved & { readonly authorityId: string; readonly promised: AwardEntity | null },
  ): Promise<void> {
    const { now, authorityId, promised, kept } = stopped;
    const why = { now, reason: kept?.reason ?? null };
    const asking = await this.asking(tx, openCase);
    if (asking) await this.cancelRound.cancel(tx, actor, asking, why);
    if (promised) await this.takeBackAward.takeBack(tx, actor, promised, why);
    await moveCase(tx, this.eventLog, actor, authorityId, openCase, by, stopped);
  }

  private asking(tx: Tx, { packageId, status }: OpenCase): Promise<BroadcastEntity | null> {
    if (status !== 'broadcast' && status !== 'deciding') return Promise.resolve(null);
    const isUndecided = [
      { packageId, status: 'open' },
      { packageId, status: 'closed' },
    ] as const;
    return tx.findOne(BroadcastEntity, { where: [...isUndecided], lock: { mode: 'pessimistic_write' } });
  }
}
