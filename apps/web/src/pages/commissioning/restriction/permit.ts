import type { PackageView } from '#contracts/packages';
import type { Page } from '#contracts/pages';
import type { PersonSummary } from '#contracts/people';
import { ApiProblem } from '../../../api/api-problem.js';
import { type Fault, faultsOf, keyOf, missing, listedFaults } from '../../../console/form.js';
import { goTo, type Sent, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { londonInstant } from '../../../formats/london-instant.js';
import { minutesOf } from '../../../formats/typed-hours.js';
import { DOORS, PATHS } from '../../../paths.js';
import { idIn } from '../../../console/deed.js';
import { type CitedDocument, citedBefore, citedNow, FIELD_OF_DOCUMENT_CODE } from '../restrict/document.js';
import { restrictionAsItStands } from './page.js';

const FORM = 'permit';
const REQUIRED = {
  conditionId: 'Choose the condition that it goes beyond.',
  subject: 'Enter the case number of the person, or the reference of the package.',
  reference: 'Enter the agreement’s own number.',
  evidence: 'Say where it is written down.',
} as const;
const SENTENCES: Readonly<Record<string, string>> = {
  ...REQUIRED,
  hours: 'Enter whole hours and minutes, or leave both empty where the condition has no limit in hours.',
  date: 'Enter the day and the time until which it may be used.',
};
const FIELD_OF_FAULT = {
  scope_invalid: 'subject',
  already_over: 'date',
  minutes_missing: 'hours',
  minutes_meaningless: 'hours',
  condition_not_waivable: 'conditionId',
  reference_missing: 'reference',
  evidence_missing: 'evidence',
} as const;
const FIELD_OF_CODE = {
  person_not_found: 'subject',
  package_not_found: 'subject',
  restriction_ended: 'conditionId',
  restriction_not_found: 'conditionId',
  ...FIELD_OF_DOCUMENT_CODE,
} as const;

/** Recording a written agreement to go beyond a condition once, for one person or one package. */
export const permitPage: SignedInPage = {
  path: PATHS.permit(':id'),
  from: PATHS.restrictions,
  takesFile: true,
  post: async (visit) => {
    const { form } = visit;
    const minutes = minutesIn(visit);
    const until = londonInstant(form.text('date'), form.text('time'));
    const faults = missing(form, REQUIRED);
    if (minutes === undefined) faults.push({ field: 'hours', text: SENTENCES.hours ?? '' });
    if (until === null) faults.push({ field: 'date', text: SENTENCES.date ?? '' });
    let cited = citedBefore(visit);
    try {
      cited = await citedNow(visit);
      if (faults.length > 0) return await again(visit, { faults, status: 400, cited });
      return await recorded(visit, { minutes: minutes ?? null, until: until ?? '', cited });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const { problem } = error;
      const listed = listedFaults(problem, FIELD_OF_FAULT);
      const told = listed.length > 0 ? listed : faultsOf(problem, SENTENCES, FIELD_OF_CODE);
      return again(visit, { faults: told, status: problem.status, cited });
    }
  },
};

interface Sized {
  readonly minutes: number | null;
  readonly until: string;
  readonly cited: CitedDocument;
}

async function recorded(visit: Visit, { minutes, until, cited }: Sized): Promise<Sent> {
  const { api, form } = visit;
  const permission = {
    ...(await subjectOf(visit)),
    ...{ conditionId: form.text('conditionId'), minutes, until },
    ...{ reference: form.text('reference'), evidence: form.text('evidence') },
    documentId: cited.documentId || null,
  };
  await api.post(DOORS.newPermission, permission, keyOf(form));
  return goTo(PATHS.restriction(idIn(visit)), { notice: 'permission_recorded' });
}

/** Null for nothing typed; undefined for what is no time. */
function minutesIn({ form }: Visit): number | null | undefined {
  const typed = { hours: form.text('hours'), minutes: form.text('minutes') };
  if (typed.hours + typed.minutes === '') return null;
  return minutesOf(typed) ?? undefined;
}

/** How a package's reference begins; anything else is no business of an address. */
const PACKAGE = /^HW-\d+$/i;

/** A package by its reference, otherwise a person by the case number. */
async function subjectOf({ api, form }: Visit): Promise<{ packageId: string } | { personId: string }> {
  const reference = form.text('subject');
  const { items } = PACKAGE.test(reference)
    ? await api.get<Page<PackageView>>(DOORS.packages({ search: reference }))
    : { items: [] };
  const pkg = items.find((one) => one.reference.toLowerCase() === reference.toLowerCase());
  if (pkg) return { packageId: pkg.id };
  const { id: personId } = await api.post<PersonSummary>(DOORS.findPerson, { reference });
  return { personId };
}

interface Again {
  readonly faults: readonly Fault[];
  readonly status: number;
  readonly cited: CitedDocument;
}

function again(visit: Visit, { faults, status, cited }: Again): Promise<Shown> {
  const inForm = faults.map(({ field, text }) => ({ field: field && `${FORM}-${field}`, text }));
  return restrictionAsItStands(visit, { faults: inForm, status, form: FORM }, cited);
}

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return code === 'invalid_request' || code === 'restriction_invalid' || Object.hasOwn(FIELD_OF_CODE, code);
}
