import { Injectable } from '@nestjs/common';
import type { BranchView, NewBranch } from '#contracts/providers';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { refusedBy } from '#platform/database/constraint-errors';
import { staff } from '../access/scope.js';
import { together } from '../digests/digest-records.js';
import { mayDeliver } from '../facts/may-deliver.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { branchView } from './providers.queries.js';
import { acceptFile, managerRecordedIn } from './steps/accept-register-entry.js';
import { recordRegisterEntry } from './steps/register-entries.js';
import { stateForNewBranch } from './steps/state-capabilities.js';

/**
 * Adds a branch (a CQC location of a provider) to Homeward's copy of the CQC register, with its ratings. Its
 * capabilities count as declared on its behalf, and as confirmed by the council that records it.
 */
@Injectable()
export class RecordBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `provider_not_found`, `branch_already_recorded`, `branch_invalid` with every fault */
  execute(caller: Caller, command: NewBranch): Promise<BranchView> {
    const by = staff(caller.actor);
    return this.acts.run(caller, 'record-branch', command, async (act) => {
      const { tx } = act;
      const { id, providerId, capabilities, ...file } = command;
      const { source } = file;
      const now = this.clock.now();
      const accepted = acceptFile(file, now);
      const closedBy = mayDeliver(accepted) ? [] : [by.userId];
      const branch = {
        ...{ id, providerId, ...accepted, closedBy, version: 1 },
        ...{ capabilities: [], confirmedCapabilities: [] },
        ...managerRecordedIn(accepted, { by, now }),
      };
      await refusedBy(
        { branch_pkey: 'branch_already_recorded', fk_branch_provider: 'provider_not_found' },
        () => tx.insert(BranchEntity, branch),
      );
      const decided = together(
        await recordRegisterEntry(tx, branch, { source, by, now }),
        await stateForNewBranch(tx, id, capabilities, { by, now }),
      );
      await act.log(
        'branch.recorded',
        { ...decided, branchId: id },
        { authorityId: null, providerIds: [providerId], at: now },
      );
      return branchView(tx, id, by.authorityId);
    });
  }
}
