import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { PersonSaved, PersonToRecord } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { PersonEntity } from '../rows/person.entity.js';
import { acceptDetails } from './steps/accept-person-details.js';
import {
  askAboutSimilar,
  lockIdentities,
  recordDistinctions,
  refuseTakenNumbers,
} from './steps/same-person.js';

/**
 * Records a person who needs care. The personal details are stored in this one row only. Asks first about records that
 * may be of the same person.
 */
@Injectable()
export class RecordPerson {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `person_invalid` with every fault; `person_reference_taken` and `person_nhs_number_taken` with
   * the other record; `person_may_be_recorded` with the similar records
   */
  execute(caller: Caller, command: PersonToRecord): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId, userId } = actor;
    return this.acts.run(caller, 'record-person', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const { distinctFrom = [], ...given } = command;
      await lockIdentities(tx, authorityId);
      const details = await acceptDetails(tx, given, { authorityId, now });
      await refuseTakenNumbers(tx, details, { authorityId, personId: null });
      await askAboutSimilar(tx, details, { authorityId, personId: null }, distinctFrom);
      const person = { id: uuid(), authorityId, ...details, createdAt: now, version: 1 };
      await tx.insert(PersonEntity, person);
      await act.log('person.recorded', { personId: person.id }, { authorityId, at: now });
      await recordDistinctions(act, { authorityId, personId: person.id, distinctFrom, userId, now });
      return { id: person.id, version: person.version };
    });
  }
}
