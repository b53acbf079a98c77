import type { PersonView } from '#contracts/people';

export const PERSON_ID = '01900000-0000-7000-8000-0000000000a1';

export const aPersonView = (given: Partial<PersonView> = {}): PersonView => ({
  id: PERSON_ID,
  reference: 'P-1',
  givenName: '李',
  familyName: "O'Brien <b>",
  bornOn: '1940-02-29',
  nhsNumber: null,
  addressLines: ['12 Example Lane', 'Vale'],
  postcode: 'LE11 3TU',
  livesAlone: true,
  version: 4,
  exclusions: [],
  mergedReferences: [],
  ...given,
});
