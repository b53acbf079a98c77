import type { PackageView } from '#contracts/packages';
import type { Page } from '#contracts/list-page';
import type { PersonSummary } from '#contracts/people';
import type { RestrictionView } from '#contracts/restrictions';
import type { Api } from '../../../api.js';
import { formPage } from '../../../console/form-page.js';
import { instant, nullableDuration, nullableText, requiredText } from '../../../console/form-inputs.js';
import { redirect } from '../../../console/page.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { showRestriction } from './page.js';

export const liftRestriction = formPage({
  path: PATHS.liftRestriction(':id'),
  from: PATHS.restrictions,
  name: 'lift',
  inputs: { reason: requiredText('Enter the reason for lifting.') },
  send: async ({ api, id }, command) => {
    await api.post(API_PATHS.liftRestriction(id), command);
    return redirect(PATHS.restriction(id), { notice: 'restriction_lifted' });
  },
  page: showRestriction,
});

/** The form with which a commissioner contests a notice of CQC that another authority recorded. */
export const contestNotice = formPage({
  path: PATHS.contestNotice(':id'),
  from: PATHS.restrictions,
  name: 'contest',
  takesDocument: true,
  inputs: {
    reason: requiredText('Enter the reason for contesting.'),
    documentId: { ...nullableText(), field: 'document' },
  },
  send: async ({ api, id }, command, { key }) => {
    const { branchId } = await api.get<RestrictionView>(API_PATHS.restriction(id));
    await api.post(API_PATHS.newContest(branchId), { restrictionId: id, ...command }, key);
    return redirect(PATHS.restriction(id), { notice: 'notice_contested' });
  },
  page: showRestriction,
});

export const answerContest = formPage({
  path: PATHS.answerContest(':id', ':contestId'),
  from: PATHS.restrictions,
  name: 'answer',
  inputs: { answer: requiredText('Enter the answer.') },
  send: async ({ api, id, parameters }, command) => {
    await api.post(API_PATHS.answerContest(id, parameters.contestId ?? ''), command);
    return redirect(PATHS.restriction(id), { notice: 'contest_answered' });
  },
  page: showRestriction,
});

export const withdrawPermission = formPage({
  path: PATHS.withdrawPermission(':id', ':permissionId'),
  from: PATHS.restrictions,
  name: 'withdraw',
  send: async ({ api, id, parameters }, _command, { key }) => {
    await api.post(API_PATHS.withdrawPermission(parameters.permissionId ?? ''), {}, key);
    return redirect(PATHS.restriction(id), { notice: 'permission_withdrawn' });
  },
  page: showRestriction,
});

/**
 * The form that records a permission: a written agreement to exceed a condition once, for one person or
 * package.
 */
export const recordPermissionPage = formPage({
  path: PATHS.recordPermission(':id'),
  from: PATHS.restrictions,
  name: 'permit',
  takesDocument: true,
  inputs: {
    conditionId: requiredText('Choose the condition.'),
    personId: requiredText('Enter a case number or a package reference.', {
      field: 'subject',
    }),
    minutes: nullableDuration(
      'Enter hours such as 3.5 or 3:30, or leave it empty where the condition has no limit in hours.',
      { field: 'hours' },
    ),
    until: instant('Enter the date and time the agreement ends.'),
    reference: requiredText('Enter the agreement reference.'),
    evidence: requiredText('Enter the evidence.'),
    documentId: { ...nullableText(), field: 'document' },
  },
  send: async ({ api, id }, { personId: reference, ...permission }, { key }) => {
    await api.post(API_PATHS.newPermission, { ...(await findSubject(api, reference)), ...permission }, key);
    return redirect(PATHS.restriction(id), { notice: 'permission_recorded' });
  },
  page: showRestriction,
});

/**
 * Matches the reference of a package, such as HW-000042. Any other reference is taken for a person's case
 * number. A case number is personal data, so it must not be part of a URL.
 */
const PACKAGE_REFERENCE = /^HW-\d+$/i;

/**
 * Finds the package that has the given reference. If there is none, finds the person who has this case
 * number.
 */
async function findSubject(
  api: Api,
  reference: string,
): Promise<{ readonly packageId: string } | { readonly personId: string }> {
  const { items } = PACKAGE_REFERENCE.test(reference)
    ? await api.get<Page<PackageView>>(API_PATHS.packages({ search: reference }))
    : { items: [] };
  const pkg = items.find((candidate) => candidate.reference.toLowerCase() === reference.toLowerCase());
  if (pkg) return { packageId: pkg.id };
  const { id: personId } = await api.post<PersonSummary>(API_PATHS.findPerson, { reference });
  return { personId };
}
