import { Injectable } from '@nestjs/common';
import type { BroadcastView } from '#contracts/broadcasts';
import { DomainError } from '#domain/domain-error';
import { assertMoreWordings } from '#domain/wordings';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, userIdOf } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { assertVersion, authorityOf } from '../access/scope.js';
import { writeNextAction } from '../packages/steps/write-next-action.js';
import { BroadcastEntity } from '../rows/broadcast.entity.js';
import { broadcastView, providersAsked } from './broadcasts.queries.js';
import { lockOpenBroadcast } from './steps/lock-broadcast.js';
import { digestRecord } from '../digests/digest-records.js';

export interface ExtendBroadcastCommand {
  readonly broadcastId: string;
  readonly version: number;
  readonly closesAt: string;
  readonly reason: string;
}

/** Moves the deadline of a broadcast to a later time. To end a broadcast earlier, use `CloseBroadcast`. */
@Injectable()
export class ExtendBroadcast {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `broadcast_deadline_invalid` if the new deadline is not later than the old one and than now */
  execute(caller: Caller, command: ExtendBroadcastCommand): Promise<BroadcastView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'extend-broadcast', command, async (act) => {
      const { tx } = act;
      const { pkg, broadcast } = await lockOpenBroadcast(tx, command.broadcastId, authorityId);
      assertVersion(broadcast.version, command.version);
      const now = this.clock.now();
      const closesAt = new Date(command.closesAt);
      if (broadcast.closesAt <= now)
        throw new DomainError('broadcast_not_open', { closesAt: broadcast.closesAt });
      assertMoreWordings('broadcast', broadcast.version);
      if (closesAt <= broadcast.closesAt)
        throw new DomainError('broadcast_deadline_invalid', { closesAt: broadcast.closesAt.toISOString() });

      await tx.update(BroadcastEntity, { id: broadcast.id }, { closesAt, version: broadcast.version + 1 });
      await this.keepReason(tx, caller, { ...command, version: broadcast.version + 1 }, now);
      const digests = await digestRecord(tx, 'extension', `${broadcast.id}/${broadcast.version + 1}`);
      await writeNextAction(tx, pkg, { nextActionDueAt: closesAt });
      await act.log(
        'broadcast.extended',
        {
          ...digests,
          broadcastId: broadcast.id,
          packageId: broadcast.packageId,
          closesAt: closesAt.toISOString(),
        },
        { authorityId, providerIds: await providersAsked(tx, broadcast.id), at: now },
      );
      return broadcastView(tx, broadcast.id);
    });
  }

  private async keepReason(
    tx: Tx,
    { actor }: Caller,
    { broadcastId, version, closesAt, reason }: ExtendBroadcastCommand,
    at: Date,
  ): Promise<void> {
    await tx.write(
      `INSERT INTO broadcast_extension (broadcast_id, version, closes_at, reason, at, actor_id)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [broadcastId, version, closesAt, reason, at, userIdOf(actor)],
    );
  }
}
