import { imposeRestriction } from './steps/impose-restriction.js';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewPause, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, providerUser } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { lotsWorkedIn } from '../providers/steps/lots-worked-in.js';
import { restrictionView } from '../restrictions/restrictions.queries.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Pauses a branch for its provider: the branch takes no new packages. Records one restriction for each
 * authority for which the branch works. Revokes the branch's open invitations at once.
 *
 * An authority can see the pause but cannot lift it.
 */
@Injectable()
export class PauseBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_invalid` with every fault; `branch_not_found` for another provider's
   * branch; `branch_outside_limit`; `lot_not_found` for a lot in which the branch does not work; `nothing_to_change` if the branch
   * works nowhere
   */
  execute(caller: Caller, command: NewPause): Promise<RestrictionView[]> {
    const { providerId, userId } = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'pause-branch',
      command,
      async (act) => {
        const { tx } = act;
        await takeStandingLock(tx);
        const where = { id: command.branchId, providerId };
        const branch = found(await tx.findOneBy(BranchEntity, where), 'branch_not_found');
        await assertWithinLimit(tx, [branch.id]);
        const now = this.clock.now();
        const notice = wordingOf(command, now);
        const faults = restrictionFaults(notice);
        if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });

        const views: RestrictionView[] = [];
        for (const [authorityId, lotIds] of await lotsWorkedIn(tx, command, { within: null, now })) {
          const wording = { ...notice, lotIds };
          const whose = { authorityId: null, validForAuthorityId: authorityId, lotsOf: authorityId };
          const imposed = { branch, wording, ...whose, recordedBy: userId, now };
          views.push(await restrictionView(tx, await imposeRestriction(act, imposed)));
        }
        return views;
      },
      { enter: { kind: 'branch', id: command.branchId } },
    );
  }
}

/**
 * Makes the restriction input that records a pause. A start in the past becomes now, because a pause cannot
 * bind before it is recorded.
 */
function wordingOf({ branchId, lotIds, from, to, reason }: NewPause, now: Date) {
  const begins = from == null || Date.parse(from) < now.getTime() ? now : new Date(from);
  return {
    branchId,
    source: 'provider' as const,
    reference: `PAUSE-${londonDate(now)}-${uuid().slice(-6)}`,
    evidence: 'The provider’s own declaration',
    reason,
    from: begins.toISOString(),
    to: to ?? null,
    lotIds,
    conditions: [{ kind: 'closed' as const }],
  };
}
