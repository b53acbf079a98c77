import type { BranchStanding } from '#contracts/coverage';
import type { Problem } from '#contracts/errors';
import type { Page } from '#contracts/list-page';
import type { PackageView } from '#contracts/packages';
import type { PersonSaved, PersonView } from '#contracts/people';
import { ApiProblem } from '../../../api.js';
import { formPage } from '../../../console/form-page.js';
import { requiredText } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { personName } from '../../../formats/person-name.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PACKAGE_STATUS_COLOUR, PACKAGE_STATUS_WORDING, URGENCY_WORDING } from '../../../wording/packages.js';

/**
 * The page with the details of a person, the person's packages and the branches that the person does not want. The API
 * records every read of the details.
 */
export const personPage: SignedInPage = {
  path: PATHS.person(':id'),
  get: async (request) => {
    try {
      return await showPerson(request);
    } catch (error) {
      const kept = error instanceof ApiProblem ? keptRecord(error.problem) : null;
      if (kept === null) throw error;
      return redirect(PATHS.person(kept));
    }
  },
};

/** Returns the id of the record that a merged record leads to. Null for any other problem. */
function keptRecord({ code, facts }: Problem): string | null {
  return code === 'person_merged' && typeof facts?.personId === 'string' ? facts.personId : null;
}

export const excludeBranch = formPage({
  path: PATHS.excludeBranch(':id'),
  from: PATHS.packages,
  name: 'exclude',
  inputs: {
    branchId: requiredText('Choose a branch.'),
    reason: requiredText('Enter the reason for the exclusion.', {
      refused: 'Enter a reason of up to 2,000 characters.',
    }),
  },
  send: async ({ api, id }, command, { key }) => {
    await api.post<PersonSaved>(API_PATHS.excludeBranch(id), command, key);
    return redirect(PATHS.person(id), { notice: 'branch_excluded' });
  },
  page: showPerson,
});

export const allowBranch = formPage({
  path: PATHS.allowBranch(':id', ':branchId'),
  from: PATHS.packages,
  send: async ({ api, id, parameters }) => {
    await api.delete(API_PATHS.allowBranch(id, parameters.branchId ?? ''));
    return redirect(PATHS.person(id), { notice: 'branch_allowed' });
  },
});

/** The most packages that the page lists, the newest. */
const MOST_PACKAGES = 100;

async function showPerson({ api, id, user }: SignedInRequest): Promise<Rendered> {
  const isBroker = mayBroker(user);
  const [person, packages, standings] = await Promise.all([
    api.get<PersonView>(API_PATHS.person(id)),
    api.get<Page<PackageView>>(API_PATHS.packages({ personId: id, limit: String(MOST_PACKAGES) })),
    isBroker ? api.get<BranchStanding[]>(API_PATHS.branchStandings()) : [],
  ]);
  return render('pages/brokering/person/page.njk', {
    person,
    name: personName(person),
    packages: packages.items.map(packageRow),
    hasMorePackages: packages.next !== null,
    mayBroker: isBroker,
    branches: standings.map(({ id: value, name, providerName }) => ({
      id: value,
      text: name === providerName ? name : `${name} (${providerName})`,
    })),
  });
}

function packageRow({ id, personId, reference, status, urgency, weeklyMinutes, createdAt }: PackageView) {
  return {
    href: PATHS.package(id),
    reference,
    status: PACKAGE_STATUS_WORDING[status],
    colour: PACKAGE_STATUS_COLOUR[status],
    urgency: URGENCY_WORDING[urgency],
    weeklyMinutes,
    createdAt,
    newPackage: PATHS.newPackageLike(personId, id),
  };
}
