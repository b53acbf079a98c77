import type { AuditEventView, PersonReadView } from '#contracts/audit';
import type { Page } from '#contracts/list-page';
import { render, type SignedInPage } from '../../console/page.js';
import type { Form } from '../../console/form.js';
import { isAuditor } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import { eventRow, personReadRow } from './search-shown.js';

/** Shows auditors who viewed the records of people, with a search and a CSV file of what it found. */
export const personReadsPage: SignedInPage = {
  path: PATHS.personReads,
  mayOpen: isAuditor,
  get: async ({ api, query }) => {
    const filter = personReadFilter(query);
    const { items, next } = await api.get<Page<PersonReadView>>(
      API_PATHS.personReads({ ...filter, after: query.text('after') }),
    );
    return render('pages/audit/record-views.njk', {
      filter,
      isFiltered: isFiltered(filter),
      rows: items.map(personReadRow),
      file: PATHS.personReadsFile + queryOf(filter),
      more: next && PATHS.personReads + queryOf({ ...filter, after: next }),
    });
  },
};

export const personReadsFilePage: SignedInPage = {
  path: PATHS.personReadsFile,
  mayOpen: isAuditor,
  get: async ({ api, query }) => ({
    file: await api.open(API_PATHS.personReadsFile(personReadFilter(query))),
  }),
};

/** Shows auditors the events of the log, with a search and a CSV file of what it found. */
export const auditEventsPage: SignedInPage = {
  path: PATHS.auditEvents,
  mayOpen: isAuditor,
  get: async ({ api, query }) => {
    const filter = eventFilter(query);
    const { items, next } = await api.get<Page<AuditEventView>>(
      API_PATHS.auditEvents({ ...asEventNames(filter), after: query.text('after') }),
    );
    return render('pages/audit/events.njk', {
      filter,
      isFiltered: isFiltered(filter),
      rows: items.map(eventRow),
      file: PATHS.auditEventsFile + queryOf(filter),
      more: next && PATHS.auditEvents + queryOf({ ...filter, after: next }),
    });
  },
};

export const auditEventsFilePage: SignedInPage = {
  path: PATHS.auditEventsFile,
  mayOpen: isAuditor,
  get: async ({ api, query }) => ({
    file: await api.open(API_PATHS.auditEventsFile(asEventNames(eventFilter(query)))),
  }),
};

function personReadFilter(query: Form) {
  const text = (name: string): string => query.text(name).trim();
  return { person: text('person'), viewer: text('viewer'), from: text('from'), to: text('to') };
}

function eventFilter(query: Form) {
  const text = (name: string): string => query.text(name).trim();
  return {
    name: text('name'),
    subject: text('subject'),
    actor: text('actor'),
    from: text('from'),
    to: text('to'),
  };
}

/** Writes a name as the page shows it ("Offer made") as a part of an event's name ("offer.made" or "offer_made"). */
const asEventNames = <F extends { readonly name: string }>(filter: F): F => ({
  ...filter,
  name: filter.name.toLowerCase().replaceAll(/[^a-z_.]+/g, '.'),
});

const isFiltered = (filter: Readonly<Record<string, string>>): boolean =>
  Object.values(filter).some((value) => value !== '');
