import type { Page } from '#contracts/list-page';
import type { PackageView } from '#contracts/packages';
import type { MergePeople, PersonSaved, PersonSummary, PersonView } from '#contracts/people';
import type { Api } from '../../../api.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { type Input, requiredText, version } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { PACKAGE_STATUS_WORDING } from '../../../wording/packages.js';

/** The form that finds the other record of a person by its case number, before both records are compared. */
export const findOtherRecordPage = formPage({
  path: PATHS.mergePeople(':id'),
  mayOpen: mayBroker,
  inputs: { reference: requiredText('Enter the case number of the other record.') },
  sentences: { person_not_found: 'No person has this case number. Check it.' },
  send: async ({ api, id }, command) => {
    const other = await api.post<PersonSummary>(API_PATHS.findPerson, command);
    return redirect(PATHS.mergeWith(id, other.id));
  },
  page: async ({ api, form, id }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> => {
    const person = await api.get<PersonView>(API_PATHS.person(id));
    return render('pages/brokering/merge-people/find.njk', { person, ...formView(form, returned) });
  },
});

/** The hidden field with the version of the other record that the user saw. */
const OTHER_VERSION: Input<number> = {
  field: null,
  read: (form) => ({ value: Number(form.text('otherVersion')) }),
};

/** The page that compares two records of a person, and merges them. The API records every read of the details. */
export const mergePeoplePage = formPage({
  path: PATHS.mergeWith(':id', ':otherId'),
  mayOpen: mayBroker,
  showsEveryRefusal: true,
  inputs: { version: version(), otherVersion: OTHER_VERSION },
  send: async ({ api, id, parameters }, versions, { key }) => {
    const command: MergePeople = { ...versions, otherPersonId: parameters.otherId ?? '' };
    await api.post<PersonSaved>(API_PATHS.mergePeople(id), command, key);
    return redirect(PATHS.person(id), { notice: 'people_merged' });
  },
  page: comparePeople,
});

async function comparePeople({ api, id, parameters }: SignedInRequest): Promise<Rendered> {
  const otherId = parameters.otherId ?? '';
  const [kept, other] = await Promise.all([recordOf(api, id), recordOf(api, otherId)]);
  return render('pages/brokering/merge-people/compare.njk', {
    kept,
    other,
    isSame: kept.person.id === other.person.id,
    swapped: PATHS.mergeWith(otherId, id),
  });
}

/** The most packages of a record that the page lists, the newest. */
const MOST_PACKAGES = 50;

async function recordOf(api: Api, id: string) {
  const [person, packages] = await Promise.all([
    api.get<PersonView>(API_PATHS.person(id)),
    api.get<Page<PackageView>>(API_PATHS.packages({ personId: id, limit: String(MOST_PACKAGES) })),
  ]);
  return {
    person,
    packages: packages.items.map(({ id: packageId, reference, status }) => ({
      text: `${reference}, ${PACKAGE_STATUS_WORDING[status].toLowerCase()}`,
      href: PATHS.package(packageId),
    })),
    hasMore: packages.next !== null,
    exclusions: person.exclusions.map(({ branchName }) => branchName),
  };
}
