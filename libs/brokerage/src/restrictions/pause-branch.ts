import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { NewPause, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { type Tx } from '#platform/database/database';
import { found, providerUser } from '../access/scope.js';
import { BranchEntity } from '../providers/branch.entity.js';
import { restrictionView } from './restrictions.queries.js';
import { Impose } from './steps/impose.js';
import { changeStanding } from './steps/standing.js';

/**
 * A provider takes no new packages at a branch of its own: one restriction for each authority that the branch
 * works for, which that authority sees and cannot lift. What is open is revoked at once.
 */
@Injectable()
export class PauseBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly imposing: Impose,
  ) {}

  /**
   * @throws DomainError `restriction_invalid` with every fault; `branch_not_found` for another provider's;
   * `lot_not_found` for one that the branch does not work in; `nothing_to_change` where it works nowhere
   */
  execute(caller: Caller, command: NewPause): Promise<RestrictionView[]> {
    const { providerId, userId } = providerUser(caller.actor);
    return this.acts.run(caller, 'pause-branch', command, async (tx) => {
      await changeStanding(tx);
      const where = { id: command.branchId, providerId };
      const branch = found(await tx.findOneBy(BranchEntity, where), 'branch_not_found');
      const now = this.clock.now();
      const notice = wordingOf(command, now);
      const faults = restrictionFaults(notice);
      if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });

      const views: RestrictionView[] = [];
      for (const [authorityId, lotIds] of await this.named(tx, command, now)) {
        const wording = { ...notice, lotIds };
        const whose = { authorityId: null, validForAuthorityId: authorityId, lotsOf: authorityId };
        const imposed = { branch, wording, ...whose, recordedBy: userId, now };
        views.push(await restrictionView(tx, await this.imposing.impose(tx, caller.actor, imposed)));
      }
      return views;
    });
  }

  /** Each authority that the branch works for, with the lots of it that are named: none for all. */
  private async named(tx: Tx, { branchId, lotIds }: NewPause, now: Date): Promise<Map<string, string[]>> {
    const work: { authorityId: string; lotId: string }[] = await tx.query(
      `SELECT authority_id AS "authorityId", lot_id AS "lotId" FROM contract
       WHERE branch_id = $1 AND (ends_on IS NULL OR ends_on >= $2)
       UNION SELECT authority_id, lot_id FROM subcontract
       WHERE delivering_branch_id = $1 AND (ends_on IS NULL OR ends_on >= $2)
       ORDER BY 1, 2`,
      [branchId, londonDate(now)],
    );
    if (lotIds.some((lotId) => !work.some((one) => one.lotId === lotId)))
      throw new DomainError('lot_not_found');
    if (work.length === 0) throw new DomainError('nothing_to_change');
    const named = new Map<string, string[]>();
    for (const { authorityId, lotId } of work) {
      if (lotIds.length > 0 && !lotIds.includes(lotId)) continue;
      named.set(authorityId, [...(named.get(authorityId) ?? []), ...(lotIds.length > 0 ? [lotId] : [])]);
    }
    return named;
  }
}

/** It begins now where it was meant to begin earlier: nobody can have obeyed it before. */
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
