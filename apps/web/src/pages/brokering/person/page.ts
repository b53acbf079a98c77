import type { PersonView } from '#contracts/people';
import { show, type SignedInPage } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { idIn } from '../../../console/deed.js';
import { mayBroker } from '../../../console/may.js';

/** Who somebody is. The API records who looked, each time. */
export const personPage: SignedInPage = {
  path: PATHS.person(':id'),
  get: async (visit) => {
    const person = await visit.api.get<PersonView>(DOORS.person(idIn(visit)));
    return show('pages/brokering/person/page.njk', {
      person,
      name: `${person.givenName} ${person.familyName}`.trim(),
      mayBroker: mayBroker(visit.user),
    });
  },
};
