import { randomUUID } from 'node:crypto';
import type { BranchStanding } from '#contracts/coverage';
import type { PersonSaved, PersonView } from '#contracts/people';
import { deed, idIn, type Refused, typedIn } from '../../../console/deed.js';
import { keyOf } from '../../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { mayBroker } from '../../../console/may.js';

/** Who somebody is, and which branches they do not want. The API records who looked, each time. */
export const personPage: SignedInPage = {
  path: PATHS.person(':id'),
  get: (visit) => personAsRecorded(visit),
};

export const excludeBranch = deed({
  path: PATHS.excludeBranch(':id'),
  from: PATHS.packages,
  form: 'exclude',
  required: { branchId: 'Choose the branch.', reason: 'Say why it is not wanted.' },
  sentences: {
    branchId: 'Choose the branch.',
    reason: 'Say why it is not wanted, in up to 2,000 plain characters.',
  },
  fieldOfCode: { branch_not_found: 'branchId' },
  send: async (visit) => {
    const { api, form } = visit;
    const exclusion = { branchId: form.text('branchId'), reason: form.text('reason') };
    await api.post<PersonSaved>(DOORS.excludeBranch(idIn(visit)), exclusion, keyOf(form));
    return goTo(PATHS.person(idIn(visit)), { notice: 'branch_excluded' });
  },
  again: (visit, refused) => personAsRecorded(visit, refused),
});

export const allowBranch: SignedInPage = {
  path: PATHS.allowBranch(':id', ':branchId'),
  from: PATHS.packages,
  post: async (visit) => {
    await visit.api.delete(DOORS.allowBranch(idIn(visit), visit.parameters.branchId ?? ''));
    return goTo(PATHS.person(idIn(visit)), { notice: 'branch_allowed' });
  },
};

async function personAsRecorded(visit: Visit, refused?: Refused): Promise<Shown> {
  const { api, user } = visit;
  const isBroker = mayBroker(user);
  const [person, standings] = await Promise.all([
    api.get<PersonView>(DOORS.person(idIn(visit))),
    isBroker ? api.get<BranchStanding[]>(DOORS.branchStandings()) : [],
  ]);
  const view = {
    person,
    name: `${person.givenName} ${person.familyName}`.trim(),
    mayBroker: isBroker,
    branches: standings.map(({ id, name, providerName }) => ({ id, text: `${name} (${providerName})` })),
    key: randomUUID(),
    ...typedIn(visit, refused),
  };
  return show('pages/brokering/person/page.njk', view, refused?.status);
}
