import { Injectable } from '@nestjs/common';
import type { BranchCapabilitiesView, CapabilityDeclaration } from '#contracts/capabilities';
import type { Decided } from '#contracts/events';
import type { Capability } from '#contracts/needs';
import { declarationFaults } from '#domain/capabilities/declaration-faults';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertWithinLimit } from '../access/within-limit.js';
import { found, providerMember } from '../access/scope.js';
import { NOTHING_DECIDED, together } from '../digests/digest-records.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { branchCapabilities } from '../providers/capabilities.queries.js';
import { stateCapabilities } from '../providers/steps/state-capabilities.js';
import { tellAuthorities } from './steps/tell-authorities.js';
import { BranchEntity } from '../rows/provider.entity.js';

export interface DeclareCapabilitiesCommand extends CapabilityDeclaration {
  readonly branchId: string;
}

/**
 * Declares and withdraws capabilities of a provider's branch (docs/rules.md §3.2). Live care and open invitations stay.
 * An offer or award that needs a withdrawn capability is refused from now on, and live care that needs it comes onto the
 * board of its council.
 */
@Injectable()
export class DeclareCapabilities {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_found` also for another provider's branch; `branch_outside_limit`;
   * `capabilities_invalid` with every fault; `nothing_to_change`
   */
  execute(caller: Caller, command: DeclareCapabilitiesCommand): Promise<BranchCapabilitiesView> {
    const { providerId, userId } = providerMember(caller.actor);
    return this.acts.run(
      caller,
      'declare-capabilities',
      command,
      async (act) => {
        const { tx } = act;
        // Acts that decide about eligibility share this lock, so none of them commits on what is withdrawn here.
        await takeStandingLock(tx);
        const { branchId, onDay, note } = command;
        const lock = { mode: 'pessimistic_write' } as const;
        const where = { id: branchId, providerId };
        const branch = found(await tx.findOne(BranchEntity, { where, lock }), 'branch_not_found');
        await assertWithinLimit(tx, [branchId]);
        const now = this.clock.now();
        const faults = declarationFaults({ ...command, today: londonDate(now) });
        if (faults.length > 0) throw new DomainError('capabilities_invalid', { faults });

        const isDeclared = (one: Capability): boolean => branch.capabilities.includes(one);
        const declared = command.declared.filter((one) => !isDeclared(one));
        const withdrawn = command.withdrawn.filter(isDeclared);
        if (declared.length + withdrawn.length === 0) throw new DomainError('nothing_to_change');
        const common = {
          onDay,
          evidence: note?.trim() ?? '',
          documentId: null,
          recordedBy: userId,
          recordedByAuthorityId: null,
          now,
        };
        const decided: Decided[] = [];
        let standing: Pick<BranchEntity, 'id' | 'capabilities' | 'confirmedCapabilities'> = branch;
        for (const [kind, capabilities] of [
          ['withdrawn', withdrawn],
          ['declared', declared],
        ] as const) {
          if (capabilities.length === 0) continue;
          const stated = await stateCapabilities(tx, standing, { kind, capabilities, ...common });
          standing = stated.standing;
          decided.push(stated.decided);
        }
        await act.log(
          'branch.capabilities_declared',
          { ...together(NOTHING_DECIDED, ...decided), branchId, declared, withdrawn },
          { authorityId: null, providerIds: [providerId], at: now },
        );
        const told = { ...NOTHING_DECIDED, branchId, declared, withdrawn };
        await tellAuthorities(act, 'branch.capabilities_declared', told, now);
        return branchCapabilities(tx, branchId, { providerId }, londonDate(now));
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }
}
