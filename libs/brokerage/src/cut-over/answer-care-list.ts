import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { CutOverView, OwnCareListView } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { insertRows } from '#platform/database/insert-rows';
import { found, providerUser, staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { CareListAnswerEntity } from '../rows/cut-over.entity.js';
import { listContent, ownCareList } from './care-lists.queries.js';
import { cutOverOf } from './cut-over.queries.js';
import { lockCareList } from './steps/lock-care-list.js';

export interface ConfirmCareListCommand {
  readonly careListId: string;
  /** The digest of the list that the user saw. */
  readonly digest: string;
}

export interface AcceptCareListCommand extends ConfirmCareListCommand {
  readonly reason: string;
}

interface Answer {
  readonly userId: string;
  readonly providerId: string | null;
  readonly reason: string | null;
}

/**
 * Answers the list of the people of a branch (docs/rules.md §7.5): its provider confirms it, or a commissioner accepts it
 * unconfirmed. The answer counts only for the content that the user saw. An open dispute refuses both answers.
 */
@Injectable()
export class AnswerCareList {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * Confirms the whole list for the provider of the branch.
   *
   * @throws DomainError `care_list_not_found`, `cut_over_finished`; `care_list_changed` if the list is another by now;
   * `care_list_disputed` while a dispute is open; `care_list_answered`
   */
  confirm(caller: Caller, command: ConfirmCareListCommand): Promise<OwnCareListView> {
    const { userId, providerId } = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'confirm-care-list',
      command,
      async (act) => {
        await this.answer(act, command, { providerId }, { userId, providerId, reason: null });
        return found(await ownCareList(act.tx, providerId, command.careListId), 'care_list_not_found');
      },
      { enter: { kind: 'care_list', id: command.careListId } },
    );
  }

  /** Records why the council goes on without a confirmation. @throws DomainError as `confirm` */
  accept(caller: Caller, command: AcceptCareListCommand): Promise<CutOverView> {
    const { userId, authorityId } = staff(caller.actor);
    return this.acts.run(caller, 'accept-care-list', command, async (act) => {
      await this.answer(act, command, { authorityId }, { userId, providerId: null, reason: command.reason });
      return cutOverOf(act.tx, authorityId, this.clock.now());
    });
  }

  private async answer(
    act: Act,
    { careListId, digest }: ConfirmCareListCommand,
    scope: { readonly authorityId: string } | { readonly providerId: string },
    { userId, providerId, reason }: Answer,
  ): Promise<void> {
    const { tx } = act;
    await shareStandingLock(tx);
    const { authorityId, branchId, ...list } = await lockCareList(tx, careListId, scope);
    const content = await listContent(tx, authorityId, branchId);
    if (content.digest !== digest) throw new DomainError('care_list_changed', { digest: content.digest });
    const [disputed] = await tx.query(
      'SELECT 1 FROM care_dispute WHERE care_list_id = $1 AND settled_at IS NULL',
      [careListId],
    );
    if (disputed) throw new DomainError('care_list_disputed');
    const now = this.clock.now();
    const answer: CareListAnswerEntity = {
      id: uuid(),
      ...{ authorityId, careListId, providerId, reason },
      ...content,
      answeredAt: now,
      answeredBy: userId,
    };
    await refusedBy({ uq_care_list_answer_content: 'care_list_answered' }, () =>
      insertRows(tx, CareListAnswerEntity, answer),
    );
    const { people, weeklyMinutes } = content;
    await act.log(
      providerId === null ? 'care_list.accepted' : 'care_list.confirmed',
      { ...(await digestRecord(tx, 'list_answer', answer.id)), careListId, branchId, people, weeklyMinutes },
      { authorityId, providerIds: [list.providerId], at: now },
    );
  }
}
