import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { CutOverView } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import { addWorkingMinutes } from '#domain/time/working-time';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertRows } from '#platform/database/insert-rows';
import { eventOf } from '#platform/log/new-event';
import { staff } from '../access/scope.js';
import { CareListEntity } from '../rows/cut-over.entity.js';
import { cutOverOf } from './cut-over.queries.js';
import { lockUnfinished } from './steps/lock-cut-over.js';

/** Five working days of ten hours. */
const ANSWER_WITHIN_MINUTES = 3_000;

/**
 * Shows every provider the list of the people of its branches, and asks it to confirm the list (docs/rules.md §7.5).
 * Branches that were asked before keep their due time.
 */
@Injectable()
export class AskForConfirmations {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `cut_over_finished`; `nothing_to_change` if every branch with live care was asked */
  execute(caller: Caller): Promise<CutOverView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'ask-for-confirmations', {}, async (act) => {
      const { tx } = act;
      await lockUnfinished(tx, authorityId);
      const now = this.clock.now();
      const branches = await tx.query<{ branchId: string; providerId: string }>(
        `SELECT b.id AS "branchId", b.provider_id AS "providerId" FROM branch b
         WHERE b.id IN (SELECT delivering_branch_id FROM placement WHERE authority_id = $1 AND status = 'live')
           AND b.id NOT IN (SELECT branch_id FROM care_list WHERE authority_id = $1) ORDER BY b.id`,
        [authorityId],
      );
      if (branches.length === 0) throw new DomainError('nothing_to_change');
      const dueAt = addWorkingMinutes(now, ANSWER_WITHIN_MINUTES);
      const lists = branches.map(({ branchId, providerId }) => ({
        list: { id: uuid(), authorityId, branchId, askedAt: now, askedBy: userId, dueAt },
        providerId,
      }));
      await insertRows(tx, CareListEntity, ...lists.map(({ list }) => list));
      await act.append(
        ...lists.map(({ list, providerId }) =>
          eventOf(
            'care_list.asked',
            { careListId: list.id, branchId: list.branchId },
            { authorityId, providerIds: [providerId], at: now },
          ),
        ),
      );
      return cutOverOf(tx, authorityId, now);
    });
  }
}
