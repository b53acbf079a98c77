import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import type { CaseView, KeepCause } from '#contracts/reallocations';
import { nextStatus } from '#domain/lifecycle';
import { CASE_LIFE } from '#domain/reallocations/case-lifecycle';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { authorityOf } from '../access/scope.js';
import { lockBranch } from '../providers/steps/lock-branch.js';
import type { OpenCase } from '../facts/open-case.queries.js';
import { ReallocationCaseEntity } from '../rows/reallocation.entity.js';
import { caseView } from './reallocations.queries.js';
import { lockCase } from './steps/lock-case.js';
import { lockPromisedAward, stopSearch } from '../awards/steps/stop-replacement-search.js';

export interface KeepCaseCommand {
  readonly caseId: string;
  readonly reason: string;
}

/**
 * Keeps a person's care at its present branch and closes the case. Cancels the replacement broadcast or
 * withdraws the award.
 */
@Injectable()
export class KeepCase {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `case_not_found`; `move_not_allowed` once the case is closed */
  execute(caller: Caller, command: KeepCaseCommand): Promise<CaseView> {
    const authorityId = authorityOf(caller.actor);
    return this.acts.run(caller, 'keep-case', command, async (act) => {
      const { tx } = act;
      const { caseId, reason } = command;
      const { openCase } = await lockCase(tx, caseId, { authorityId });
      if (openCase) await this.keep(act, openCase, { authorityId, cause: 'decided', reason });
      else
        nextStatus(
          CASE_LIFE,
          (await tx.findOneByOrFail(ReallocationCaseEntity, { id: caseId })).status,
          'keep',
        );
      return caseView(tx, caseId);
    });
  }

  /**
   * Keeps the care of a case because its reallocation stops. Does nothing if the care is awarded to another
   * branch or the case is closed.
   */
  settle(caseId: string, cause: KeepCause): Promise<'kept' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'settle-case',
      { caseId, cause },
      async (act) => {
        const { tx } = act;
        const { pkg, openCase } = await lockCase(tx, caseId, {});
        if (openCase?.reallocationStatus !== 'stopping' || openCase.status === 'awarded')
          return 'nothing_due';
        await this.keep(act, openCase, { authorityId: pkg.authorityId, cause, reason: null });
        return 'kept';
      },
      { enter: { kind: 'case', id: caseId } },
    );
  }

  private async keep(
    act: Act,
    openCase: OpenCase,
    {
      authorityId,
      cause,
      reason,
    }: { readonly authorityId: string; readonly cause: KeepCause; readonly reason: string | null },
  ): Promise<void> {
    const { tx } = act;
    const promised = await lockPromisedAward(tx, openCase);
    if (promised) await lockBranch(tx, promised.deliveringBranchId);
    const kept = { cause, reason };
    const now = this.clock.now();
    await stopSearch(act, openCase, 'keep', { now, authorityId, promised, kept });
  }
}
