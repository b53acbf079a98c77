import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewContest, RestrictionView } from '#contracts/restrictions';
import { ANSWER_CONTEST_MINUTES, assertMayContest } from '#domain/restrictions/contest';
import { isOver } from '#domain/restrictions/in-force';
import { deadlineAfter } from '#domain/time/working-time';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import type { Tx } from '#platform/database/database';
import { found, type Scope, scopeOf, signedInUser } from '../access/scope.js';
import { clockOf } from '../authorities/authorities.queries.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { ownerWhoIsThere } from '../identity/steps/owner-who-is-there.js';
import { ContestEntity, RestrictionEntity } from '../rows/restriction.entity.js';
import { restrictionFor } from './restrictions.queries.js';
import { contestEvents } from './steps/contest-events.js';

export interface ContestNoticeCommand extends NewContest {
  readonly branchId: string;
}

/**
 * Contests a notice that another authority recorded as CQC's. The notice binds until its authority amends or lifts
 * it. The notice's owner answers the contest.
 */
@Injectable()
export class ContestNotice {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_not_found` also for a notice that does not bind the caller;
   * `notice_not_contestable`, `restriction_ended`, `contest_already_open`, `document_not_found`
   */
  execute(caller: Caller, command: ContestNoticeCommand): Promise<RestrictionView> {
    const scope = scopeOf(caller.actor);
    const { userId } = signedInUser(caller.actor);
    return this.acts.run(
      caller,
      'contest-notice',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const now = this.clock.now();
        const notice = await this.lockNotice(tx, scope, command);
        const { authorityId, ownerId } = this.contestable(notice, scope, now);
        const { workingHours } = await clockOf(tx, authorityId, 'routine');
        const contest: ContestEntity = {
          id: uuid(),
          restrictionId: notice.id,
          authorityId,
          byAuthorityId: 'authorityId' in scope ? scope.authorityId : null,
          byProviderId: 'providerId' in scope ? scope.providerId : null,
          reason: command.reason,
          documentId: await ownDocument(tx, scope, command.documentId, now),
          status: 'open',
          ownerId: await ownerWhoIsThere(tx, ownerId, now),
          dueAt: deadlineAfter(now, ANSWER_CONTEST_MINUTES, workingHours),
          contestedAt: now,
          contestedBy: userId,
          answeredAt: null,
          answeredBy: null,
          answer: null,
        };
        await refusedBy({ uq_restriction_contest_open: 'contest_already_open' }, () =>
          tx.insert(ContestEntity, contest),
        );
        await act.append(...(await contestEvents(tx, notice, contest, now)));
        return restrictionFor(tx, scope, notice.id);
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }

  /**
   * Reads the notice and locks it, so that an act that disables its owner waits and reassigns the contest too.
   */
  private async lockNotice(
    tx: Tx,
    scope: Scope,
    { branchId, restrictionId: id }: ContestNoticeCommand,
  ): Promise<RestrictionEntity> {
    await restrictionFor(tx, scope, id);
    const lock = { mode: 'pessimistic_read' } as const;
    return found(
      await tx.findOne(RestrictionEntity, { where: { id, branchId }, lock }),
      'restriction_not_found',
    );
  }

  /** Returns the authority and the user who answer. A notice of CQC has both. */
  private contestable(
    { source, authorityId, ownerId, toAt, liftedAt }: RestrictionEntity,
    scope: Scope,
    now: Date,
  ): { readonly authorityId: string; readonly ownerId: string } {
    assertMayContest({
      source,
      recordedByAuthorityId: authorityId,
      contesterAuthorityId: 'authorityId' in scope ? scope.authorityId : null,
      isOver: isOver({ to: toAt, liftedAt }, now),
    });
    return {
      authorityId: found(authorityId, 'notice_not_contestable'),
      ownerId: found(ownerId, 'notice_not_contestable'),
    };
  }
}
