import { Injectable } from '@nestjs/common';
import type { PersonDetails, PersonSaved } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, found, staff } from '../access/scope.js';
import { PersonEntity } from '../rows/person.entity.js';
import { acceptDetails, refusingTakenReference } from './steps/accept-person-details.js';

export interface ChangePersonCommand extends PersonDetails {
  readonly personId: string;
  readonly version: number;
}

/**
 * Corrects a person's details. The person's packages keep their lot and postcode area, even if the postcode
 * changes.
 */
@Injectable()
export class ChangePerson {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `person_not_found`, `version_stale`, `person_invalid`, `person_reference_taken` */
  execute(caller: Caller, command: ChangePersonCommand): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId } = actor;
    return this.acts.run(caller, 'change-person', command, async (act) => {
      const { tx } = act;
      const { personId: id, version: expected, ...details } = command;
      const person = found(
        await tx.findOne(PersonEntity, { where: { id, authorityId }, lock: { mode: 'pessimistic_write' } }),
        'person_not_found',
      );
      assertVersion(person.version, expected);
      const now = this.clock.now();
      const changed = { ...acceptDetails(details, now), version: person.version + 1 };
      await refusingTakenReference(async () => void (await tx.update(PersonEntity, { id }, changed)));
      await act.log('person.changed', { personId: id }, { authorityId, at: now });
      return { id, version: changed.version };
    });
  }
}
