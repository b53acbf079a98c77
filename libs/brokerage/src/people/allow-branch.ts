import { Injectable } from '@nestjs/common';
import type { PersonSaved } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { PersonExclusionEntity } from '../rows/person.entity.js';
import { personIn } from './steps/find-person.js';

export interface AllowBranchCommand {
  readonly personId: string;
  readonly branchId: string;
}

/**
 * Removes a person's exclusion of a branch, so that the branch may be invited again. Does nothing if the
 * person has not excluded the branch.
 */
@Injectable()
export class AllowBranch {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `person_not_found`, `person_merged` */
  execute(caller: Caller, command: AllowBranchCommand): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId } = actor;
    return this.acts.run(caller, 'allow-branch', command, async (act) => {
      const { tx } = act;
      const { personId, branchId } = command;
      const { version } = await personIn(tx, { authorityId, id: personId });
      const now = this.clock.now();
      const { affected } = await tx.delete(PersonExclusionEntity, { authorityId, personId, branchId });
      if (affected) await act.log('person.allowed_branch', { personId, branchId }, { authorityId, at: now });
      return { id: personId, version };
    });
  }
}
