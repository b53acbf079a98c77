import type { PersonDetails } from '#contracts/people';
import { DomainError } from '#domain/domain-error';
import { parsePostcode } from '#domain/lots/postcode';
import { normaliseNhsNumber, personFaults } from '#domain/people/person-faults';
import { londonDate } from '#domain/time/london';
import { brokenConstraint } from '#platform/database/postgres-error';
import type { PersonEntity } from '../../rows/person.entity.js';

type StoredDetails = Pick<
  PersonEntity,
  | 'reference'
  | 'givenName'
  | 'familyName'
  | 'bornOn'
  | 'nhsNumber'
  | 'addressLines'
  | 'postcode'
  | 'livesAlone'
>;

/** @throws DomainError `person_invalid` with every fault */
export function acceptDetails(details: PersonDetails, now: Date): StoredDetails {
  const faults = personFaults(details, { today: londonDate(now) });
  if (faults.length > 0) throw new DomainError('person_invalid', { faults });
  const { reference, givenName, familyName, bornOn, nhsNumber, addressLines, postcode, livesAlone } = details;
  return {
    reference,
    givenName,
    familyName,
    bornOn,
    nhsNumber: nhsNumber == null ? null : normaliseNhsNumber(nhsNumber),
    addressLines: [...addressLines],
    postcode: parsePostcode(postcode)?.postcode ?? postcode,
    livesAlone,
  };
}

/**
 * Turns a violated unique constraint into a domain error. Two people of an authority may not share a
 * reference.
 */
export async function refusingTakenReference(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (brokenConstraint(error) === 'uq_person_reference') throw new DomainError('person_reference_taken');
    throw error;
  }
}
