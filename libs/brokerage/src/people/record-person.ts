import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { PersonDetails, PersonSaved } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { PersonEntity } from '../rows/person.entity.js';
import { acceptDetails, refusingTakenReference } from './steps/accept-person-details.js';

/** Records a person who needs care. The personal details are stored in this one row only. */
@Injectable()
export class RecordPerson {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `person_invalid` with every fault, `person_reference_taken` */
  execute(caller: Caller, command: PersonDetails): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId } = actor;
    return this.acts.run(caller, 'record-person', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const person = { id: uuid(), authorityId, ...acceptDetails(command, now), createdAt: now, version: 1 };
      await refusingTakenReference(async () => void (await tx.insert(PersonEntity, person)));
      await act.log('person.recorded', { personId: person.id }, { authorityId, at: now });
      return { id: person.id, version: person.version };
    });
  }
}
