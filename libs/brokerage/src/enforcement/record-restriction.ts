import { imposeRestriction } from './steps/impose-restriction.js';
import { Injectable } from '@nestjs/common';
import type { NewRestriction, RestrictionView } from '#contracts/restrictions';
import { DomainError } from '#domain/domain-error';
import { assertMayRecordCqcNotice } from '#domain/restrictions/cqc-notice';
import { restrictionFaults } from '#domain/restrictions/restriction-faults';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, staff } from '../access/scope.js';
import { assertLive } from '../authorities/steps/assert-live.js';
import { ownDocument } from '../documents/steps/own-document.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { tiesToBranch } from '../restrictions/ties-to-branch.queries.js';
import { restrictionIn } from '../restrictions/restrictions.queries.js';
import { assertOwner } from '../identity/steps/assert-owner.js';
import { takeStandingLock } from '../facts/standing-lock.js';

/**
 * Records a restriction that CQC or the authority has put on a branch. The restriction binds from its start.
 */
@Injectable()
export class RecordRestriction {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `restriction_invalid` with every fault; `branch_not_found`, `lot_not_found`,
   * `document_not_found`; `cqc_notice_needs_ties`; `authority_not_live` for a notice of CQC, which binds other authorities; `user_not_found` if the owner is not an enabled officer or commissioner
   */
  execute(caller: Caller, { branchId, ...wording }: NewRestriction): Promise<RestrictionView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(
      caller,
      'record-restriction',
      { branchId, ...wording },
      async (act) => {
        const { tx } = act;
        const faults = restrictionFaults({ branchId, ...wording });
        if (faults.length > 0) throw new DomainError('restriction_invalid', { faults });
        await takeStandingLock(tx);
        const branch = found(await tx.findOneBy(BranchEntity, { id: branchId }), 'branch_not_found');
        const now = this.clock.now();
        if (wording.source === 'cqc') {
          await assertLive(tx, authorityId);
          assertMayRecordCqcNotice(await tiesToBranch(tx, { authorityId, branchId, today: londonDate(now) }));
        }
        const ownerId = wording.ownerId ?? userId;
        await assertOwner(tx, authorityId, ownerId);
        const documentId = await ownDocument(tx, { authorityId }, wording.documentId, now);
        const id = await imposeRestriction(act, {
          branch,
          wording: { ...wording, ownerId, documentId },
          authorityId,
          validForAuthorityId: wording.source === 'cqc' ? null : authorityId,
          lotsOf: authorityId,
          recordedBy: userId,
          now,
        });
        return restrictionIn(tx, authorityId, id);
      },
      wording.source === 'cqc' ? { enter: { kind: 'branch', id: branchId } } : {},
    );
  }
}
