import { Injectable } from '@nestjs/common';
import type { PersonSaved, PersonToRecord } from '#contracts/people';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, staff } from '../access/scope.js';
import { PersonEntity } from '../rows/person.entity.js';
import { acceptDetails } from './steps/accept-person-details.js';
import { personIn } from './steps/find-person.js';
import {
  askAboutSimilar,
  type Identity,
  lockIdentities,
  recordDistinctions,
  refuseTakenNumbers,
} from './steps/same-person.js';

export interface ChangePersonCommand extends PersonToRecord {
  readonly personId: string;
  readonly version: number;
}

/**
 * Corrects a person's details. The person's packages keep their lot and postcode area, even if the postcode
 * changes. Asks about records that may be of the same person if the name, the date of birth or the case number changes.
 */
@Injectable()
export class ChangePerson {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `person_not_found`, `person_merged`, `version_stale`, `person_invalid`; `person_reference_taken` and
   * `person_nhs_number_taken` with the other record; `person_may_be_recorded` with the similar records
   */
  execute(caller: Caller, command: ChangePersonCommand): Promise<PersonSaved> {
    const actor = staff(caller.actor);
    const { authorityId, userId } = actor;
    return this.acts.run(caller, 'change-person', command, async (act) => {
      const { tx } = act;
      const { personId: id, version: expected, distinctFrom = [], ...given } = command;
      await lockIdentities(tx, authorityId);
      const person = await personIn(tx, { authorityId, id }, 'pessimistic_write');
      assertVersion(person.version, expected);
      const now = this.clock.now();
      const details = await acceptDetails(tx, given, { authorityId, now });
      await refuseTakenNumbers(tx, details, { authorityId, personId: id });
      if (isOtherIdentity(person, details))
        await askAboutSimilar(tx, details, { authorityId, personId: id }, distinctFrom);
      const changed = { ...details, version: person.version + 1 };
      await tx.update(PersonEntity, { id }, changed);
      // A number that the record shared with an older record is checked again once it changes.
      if (details.nhsNumber !== person.nhsNumber)
        await tx.write('UPDATE person SET nhs_number_shared = false WHERE id = $1', [id]);
      await act.log('person.changed', { personId: id }, { authorityId, at: now });
      await recordDistinctions(act, { authorityId, personId: id, distinctFrom, userId, now });
      return { id, version: changed.version };
    });
  }
}

const IDENTIFYING = ['reference', 'givenName', 'familyName', 'bornOn'] as const;

function isOtherIdentity(recorded: PersonEntity, details: Identity): boolean {
  return IDENTIFYING.some((field) => recorded[field] !== details[field]);
}
