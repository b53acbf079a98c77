import type {
  NewPersonSearch,
  PersonFound,
  PersonSearchSaved,
  PersonSearchView,
  SearchField,
} from '#contracts/people';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { text } from '../../../console/form-inputs.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { mayBroker } from '../../../console/roles.js';
import { birthDateInput } from '../../../formats/birth-date.js';
import { personName } from '../../../formats/person-name.js';
import { API_PATHS, PATHS } from '../../../paths.js';

/**
 * The form that finds people. The words are personal data, so they are sent by POST. The page with the people found has
 * an address with the id of the search only.
 */
export const findPeoplePage = formPage({
  path: PATHS.people,
  mayOpen: mayBroker,
  inputs: { text: text('Enter a shorter text.'), bornOn: birthDateInput() },
  check: (command) =>
    command.text === '' && command.bornOn === null
      ? [{ field: 'text', text: 'Enter a name, a number, a postcode or a date of birth.' }]
      : [],
  send: async ({ api }, command, { key }) => {
    const search: NewPersonSearch = command;
    const { id } = await api.post<PersonSearchSaved>(API_PATHS.newPersonSearch, search, key);
    return redirect(PATHS.personSearch(id));
  },
  page: showForm,
});

function showForm({ form }: SignedInRequest, returned?: ReturnedForm): Rendered {
  return render('pages/brokering/people/page.njk', { ...formView(form, returned), search: null });
}

/** The people that a search found. Only the user who searched may open it, and the API records every read. */
export const peopleFoundPage: SignedInPage = {
  path: PATHS.personSearch(':id'),
  mayOpen: mayBroker,
  get: async ({ api, form, id }) => {
    const { at, fields, hasMore, people } = await api.get<PersonSearchView>(API_PATHS.personSearch(id));
    return render('pages/brokering/people/page.njk', {
      ...formView(form),
      search: { at, by: fieldsInWords(fields), hasMore, title: titleOf(people.length, hasMore) },
      rows: people.map(personRow),
    });
  },
};

const FIELD_WORDING: Readonly<Record<SearchField, string>> = {
  name: 'name',
  bornOn: 'date of birth',
  nhsNumber: 'NHS number',
  reference: 'case number',
  postcode: 'postcode',
  packageReference: 'package',
};

const LISTED = new Intl.ListFormat('en-GB', { type: 'conjunction' });

const fieldsInWords = (fields: readonly SearchField[]): string =>
  LISTED.format(fields.map((field) => FIELD_WORDING[field]));

function titleOf(found: number, hasMore: boolean): string {
  if (found === 0) return 'No person found';
  if (hasMore) return `More than ${found} people found`;
  return found === 1 ? '1 person found' : `${found} people found`;
}

function personRow({ id, openPackages, ...person }: PersonFound) {
  return {
    ...person,
    name: personName(person),
    href: PATHS.person(id),
    newPackage: PATHS.newPackageFor(id),
    packages: openPackages === 0 ? 'None' : String(openPackages),
  };
}
