import { Injectable } from '@nestjs/common';
import type { BranchCapabilitiesView, CapabilityAnswer } from '#contracts/capabilities';
import { DomainError } from '#domain/domain-error';
import { isBlank } from '#domain/faults';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, staff } from '../access/scope.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { branchCapabilities } from '../providers/capabilities.queries.js';
import { stateCapabilities } from '../providers/steps/state-capabilities.js';
import { tiesToBranch } from '../restrictions/ties-to-branch.queries.js';
import { NOTHING_DECIDED } from '../digests/digest-records.js';
import { tellAuthorities } from './steps/tell-authorities.js';
import { BranchEntity } from '../rows/provider.entity.js';

export interface AnswerCapabilitiesCommand extends CapabilityAnswer {
  readonly branchId: string;
}

/**
 * Confirms or refuses capabilities that a branch declares, or declares them on behalf of the branch, for a council with
 * ties to the branch (docs/rules.md §3.2).
 */
@Injectable()
export class AnswerCapabilities {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_found`; `capability_needs_ties` without a contract or live care;
   * `capability_not_declared` with the capabilities that the branch does not declare; `capability_declared` with those
   * that it declares already; `document_not_found`; `capabilities_invalid` without evidence
   */
  execute(caller: Caller, command: AnswerCapabilitiesCommand): Promise<BranchCapabilitiesView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(
      caller,
      'answer-capabilities',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const { branchId, kind, capabilities, evidence, documentId: cited } = command;
        const lock = { mode: 'pessimistic_write' } as const;
        const branch = found(
          await tx.findOne(BranchEntity, { where: { id: branchId }, lock }),
          'branch_not_found',
        );
        if (isBlank(evidence))
          throw new DomainError('capabilities_invalid', {
            faults: [{ code: 'evidence_missing', sentence: 'Give the evidence.' }],
          });
        const now = this.clock.now();
        const today = londonDate(now);
        const ties = await tiesToBranch(tx, { authorityId, branchId, today });
        if (!ties.hasContract && !ties.hasLiveCare) throw new DomainError('capability_needs_ties');
        const declared = capabilities.filter((one) => branch.capabilities.includes(one));
        const missing = capabilities.filter((one) => !branch.capabilities.includes(one));
        if (kind !== 'declared' && missing.length > 0)
          throw new DomainError('capability_not_declared', { capabilities: missing });
        if (kind === 'declared' && declared.length > 0)
          throw new DomainError('capability_declared', { capabilities: declared });
        const documentId = await ownDocument(tx, { authorityId }, cited, now);

        const recorded = { recordedBy: userId, recordedByAuthorityId: authorityId, now };
        const { decided } = await stateCapabilities(tx, branch, {
          ...{ kind, capabilities, evidence: evidence.trim(), documentId, onDay: today },
          ...recorded,
        });
        await act.log(
          'branch.capabilities_answered',
          { ...decided, branchId, kind, capabilities },
          { authorityId: null, providerIds: [branch.providerId], at: now },
        );
        const told = { ...NOTHING_DECIDED, branchId, kind, capabilities };
        await tellAuthorities(act, 'branch.capabilities_answered', told, now);
        return branchCapabilities(tx, branchId, { authorityId }, today);
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }
}
