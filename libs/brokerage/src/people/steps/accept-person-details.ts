import type { PersonDetails } from '#contracts/people';
import { DomainError } from '#domain/domain-error';
import { parsePostcode } from '#domain/lots/postcode';
import { normaliseNhsNumber, personFaults } from '#domain/people/person-faults';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { AuthorityEntity } from '../../rows/authority.entity.js';
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
export async function acceptDetails(
  reader: Reader,
  details: PersonDetails,
  { authorityId, now }: { readonly authorityId: string; readonly now: Date },
): Promise<StoredDetails> {
  const { isDemonstration } = await reader.findOneByOrFail(AuthorityEntity, { id: authorityId });
  const faults = personFaults(details, { today: londonDate(now), isDemonstration });
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
