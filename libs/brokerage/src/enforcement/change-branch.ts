import { Injectable } from '@nestjs/common';
import type { BranchView } from '#contracts/providers';
import { assertMayRecordRegister } from '#domain/providers/register-change';
import { makesRegisterEntry } from '#domain/providers/register-source';
import { closersAfter } from '#domain/reallocations/second-commissioner';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertLive } from '../authorities/steps/assert-live.js';
import { assertVersion, found, staff } from '../access/scope.js';
import { lockBranchWork } from './steps/lock-branch-work.js';
import { enforceLostRegistration } from './steps/withdraw-forbidden-work.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { unblockAwards } from './steps/unblock-awards.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { tiesToBranch } from '../restrictions/ties-to-branch.queries.js';
import { branchView } from '../providers/providers.queries.js';
import { acceptFile, type ChangeableFile } from '../providers/steps/accept-register-entry.js';
import { NOTHING_DECIDED } from '../digests/digest-records.js';
import { recordRegisterEntry, standingEntry } from '../providers/steps/register-entries.js';
import { mayDeliver } from '../facts/may-deliver.js';

export interface ChangeBranchCommand extends ChangeableFile {
  readonly branchId: string;
  readonly version: number;
}

/**
 * Changes what is recorded of a branch. Facts of the register need a source of CQC, and the newest source wins.
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

  /**
   * @throws DomainError `branch_not_found`, `branch_invalid` with every fault, `register_needs_source`,
   * `register_stale`, `register_needs_ties`, `version_stale`; `authority_not_live` if the branch would lose its registration
   */
  execute(caller: Caller, command: ChangeBranchCommand): Promise<BranchView> {
    const by = staff(caller.actor);
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
        const now = this.clock.now();
        const source = file.source ?? null;
        // Before the faults, so that an old source is answered with what stands.
        const makesEntry = makesRegisterEntry(await standingEntry(tx, branch), file, source, by.authorityId);
        const changed = acceptFile(file, now, branch.closedAt);
        const ties = { authorityId: by.authorityId, branchId: id, today: londonDate(now) };
        if (source !== null) assertMayRecordRegister(await tiesToBranch(tx, ties));
        // Another authority may have recorded the same source a moment ago. Then nothing is left to do.
        if (source !== null && !makesEntry && hasSameDetails(branch, changed))
          return branchView(tx, id, by.authorityId);
        assertVersion(branch.version, expected);
        // All authorities share the register, so the loss takes their work away too.
        if (mayDeliver(branch) && !mayDeliver(changed)) await assertLive(tx, by.authorityId);
        const after = { ...changed, id, version: branch.version + 1 };
        await tx.update(
          BranchEntity,
          { id },
          {
            ...changed,
            ...(changed.managerName !== branch.managerName && {
              managerRecordedAt: now,
              managerRecordedBy: by.userId,
            }),
            closedBy: closersAfter(branch, changed, by.userId),
            version: after.version,
          },
        );
        const decided =
          source !== null && makesEntry
            ? await recordRegisterEntry(tx, after, { source, by, now })
            : NOTHING_DECIDED;
        await act.log(
          'branch.changed',
          { ...decided, branchId: id },
          { authorityId: null, providerIds: [branch.providerId], at: now },
        );
        if (mayDeliver(branch) && !mayDeliver(changed)) await enforceLostRegistration(act, id, now);
        if (!mayDeliver(branch) && mayDeliver(changed)) await unblockAwards(act, { branchId: id, now });
        return branchView(tx, id, by.authorityId);
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }
}

type Details = Pick<BranchEntity, 'name' | 'postcode' | 'telephone' | 'managerName'>;

/** True if a change keeps name, postcode and contacts. */
function hasSameDetails(before: Details, after: Details): boolean {
  return (
    before.name === after.name &&
    before.postcode === after.postcode &&
    before.telephone === after.telephone &&
    before.managerName === after.managerName
  );
}
