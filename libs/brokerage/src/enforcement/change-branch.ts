import { Injectable } from '@nestjs/common';
import type { BranchView } from '#contracts/providers';
import { assertMayChangeRegister } from '#domain/providers/register-change';
import { closersAfter } from '#domain/reallocations/second-commissioner';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, found, staff } from '../access/scope.js';
import { lockBranchWork } from './steps/lock-branch-work.js';
import { enforceLostRegistration } from './steps/withdraw-forbidden-work.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { unblockAwards } from './steps/unblock-awards.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { tiesToBranch } from '../restrictions/ties-to-branch.queries.js';
import { branchView } from '../providers/providers.queries.js';
import { acceptFile, type ChangeableFile } from '../providers/steps/accept-register-entry.js';
import { mayDeliver } from '../facts/may-deliver.js';

export interface ChangeBranchCommand extends ChangeableFile {
  readonly branchId: string;
  readonly version: number;
}

/**
 * Changes a branch's entry in the CQC register.
 *
 * If the branch loses its registration, its invitations and offers are withdrawn. Its awards are blocked. If
 * the branch regains its registration, its awards are unblocked.
 */
@Injectable()
export class ChangeBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `branch_not_found`, `version_stale`, `branch_invalid` with every fault; `register_needs_ties` */
  execute(caller: Caller, command: ChangeBranchCommand): Promise<BranchView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(
      caller,
      'change-branch',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const { branchId: id, version: expected, ...file } = command;
        await lockBranchWork(tx, id);
        const lock = { mode: 'pessimistic_write' } as const;
        const branch = found(await tx.findOne(BranchEntity, { where: { id }, lock }), 'branch_not_found');
        assertVersion(branch.version, expected);
        const now = this.clock.now();
        const changed = acceptFile(file, now, branch.closedAt);
        const { registrationStatus: status, dormant, personalCare, ratings } = branch;
        assertMayChangeRegister(
          { registration: { status, dormant, personalCare }, ratings },
          file,
          await tiesToBranch(tx, { authorityId, branchId: id, today: londonDate(now) }),
        );
        const closedBy = closersAfter(branch, changed, userId);
        await tx.update(BranchEntity, { id }, { ...changed, closedBy, version: branch.version + 1 });
        await act.log(
          'branch.changed',
          { branchId: id },
          { authorityId: null, providerIds: [branch.providerId], at: now },
        );
        if (mayDeliver(branch) && !mayDeliver(changed)) await enforceLostRegistration(act, id, now);
        if (!mayDeliver(branch) && mayDeliver(changed)) await unblockAwards(act, { branchId: id, now });
        return branchView(tx, id);
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }
}
