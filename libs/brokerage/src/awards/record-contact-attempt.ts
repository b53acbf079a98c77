import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ContactAttemptView } from '#contracts/awards';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertRows } from '#platform/database/insert-rows';
import { staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { ContactAttemptEntity } from '../rows/award.entity.js';
import { contactAttempts } from './contact-attempts.queries.js';
import { lockAward } from './steps/lock-award.js';

export interface RecordContactAttemptCommand {
  readonly awardId: string;
  readonly reached: boolean;
  readonly note?: string | null;
}

/**
 * Records that an officer tried to reach the branch of an award whose start is awaited (docs/rules.md §4). The
 * note stays with the authority: the event goes to no provider.
 */
@Injectable()
export class RecordContactAttempt {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` once care has started or the award is withdrawn */
  execute(caller: Caller, command: RecordContactAttemptCommand): Promise<readonly ContactAttemptView[]> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'record-contact-attempt', command, async (act) => {
      const { tx } = act;
      const { award } = await lockAward(tx, command.awardId, { authorityId });
      if (award.status !== 'awaiting_start')
        throw new DomainError('move_not_allowed', { from: award.status, move: 'contact' });
      const now = this.clock.now();
      const { id: awardId, broadcastId, packageId, branchId, deliveringBranchId } = award;
      const { reached, note = null } = command;
      const id = uuid();
      await insertRows(tx, ContactAttemptEntity, {
        id,
        authorityId,
        awardId,
        reached,
        note,
        at: now,
        actorId: userId,
      });
      const digests = await digestRecord(tx, 'contact', id);
      await act.log(
        'award.contact_tried',
        {
          ...digests,
          awardId,
          broadcastId,
          packageId,
          branchId,
          deliveringBranchId,
          contactAttemptId: id,
          reached,
        },
        { authorityId, at: now },
      );
      return contactAttempts(tx, authorityId, awardId);
    });
  }
}
