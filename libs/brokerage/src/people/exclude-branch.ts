import { Injectable } from '@nestjs/common';
import type { NewExclusion, PersonSaved } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { found, staff } from '../access/scope.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { PersonExclusionEntity } from '../rows/person.entity.js';
import { personIn } from './steps/find-person.js';

export interface ExcludeBranchCommand extends NewExclusion {
  readonly personId: string;
}

/** Records that a person or the family does not want a branch. A repeated call replaces the reason. */
@Injectable()
export class ExcludeBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `person_not_found`, `person_merged`, `branch_not_found` */
  execute(caller: Caller, command: ExcludeBranchCommand): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId, userId } = actor;
    return this.acts.run(caller, 'exclude-branch', command, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const { personId, branchId, reason } = command;
      const { version } = await personIn(tx, { authorityId, id: personId });
      found(await tx.findOneBy(BranchEntity, { id: branchId }), 'branch_not_found');
      const now = this.clock.now();
      const exclusion = { authorityId, personId, branchId, reason, recordedAt: now, recordedBy: userId };
      await tx.upsert(PersonExclusionEntity, exclusion, ['authorityId', 'personId', 'branchId']);
      await act.log('person.excluded_branch', { personId, branchId }, { authorityId, at: now });
      return { id: personId, version };
    });
  }
}
