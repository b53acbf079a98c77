import { CHECK_KINDS, type ContractCheckView } from '#contracts/framework';
import { MEDIA_TYPES } from '#contracts/documents';
import type { BranchView } from '#contracts/providers';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { oneOf, optionalText, requiredText, withEmptyChoice } from '../../../console/form-inputs.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { calendarDay } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CHECK_WORDING } from '../../../wording/contract-checks.js';
import { ownerShown } from '../../owners/owner-shown.js';
import { todayAt } from '../contracts-shown.js';

const OUTCOMES = ['yes', 'no'] as const;

/** The checks of a branch before a contract: what stands of each kind, the earlier ones, and the form for the next. */
export const branchChecksPage = formPage({
  path: PATHS.branchChecks(':id'),
  mayOpen: ({ role }) => role === 'officer' || role === 'commissioner' || role === 'auditor',
  takesDocument: true,
  inputs: {
    kind: oneOf(CHECK_KINDS, 'Choose a check.'),
    satisfied: oneOf(OUTCOMES, 'Choose the outcome.'),
    evidence: requiredText('Enter the evidence, in up to 2,000 characters.'),
    documentId: { ...optionalText(), field: 'document' },
    reviewOn: requiredText('Enter the date of the next check.'),
  },
  send: async ({ api, id }, { satisfied, ...check }, { key }) => {
    await api.post(API_PATHS.branchChecks(id), { ...check, satisfied: satisfied === 'yes' }, key);
    return redirect(PATHS.branchChecks(id), { notice: 'check_recorded' });
  },
  page: showChecks,
});

async function showChecks(
  { api, form, id, now, user }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const [branch, checks] = await Promise.all([
    api.get<BranchView>(API_PATHS.branch(id)),
    api.get<ContractCheckView[]>(API_PATHS.branchChecks(id)),
  ]);
  const { typed } = formView(form, returned);
  const today = todayAt(now);
  return render('pages/framework/branch-checks/page.njk', {
    branch,
    mayCommission: mayCommission(user),
    standing: CHECK_KINDS.map((kind) => {
      const check = checks.find((one) => one.kind === kind && one.stands);
      return {
        kind: CHECK_WORDING[kind],
        tag: tagOf(check, today),
        check: check ? checkShown(check) : null,
        owner:
          check &&
          ownerShown({ ...check, kind: 'check' }, user, {
            here: PATHS.branchChecks(id),
            what: CHECK_WORDING[kind].toLowerCase(),
          }),
      };
    }),
    earlier: checks.filter(({ stands }) => !stands).map(checkShown),
    kinds: withEmptyChoice(
      'Choose a check',
      CHECK_KINDS.map((value) => ({
        value,
        text: CHECK_WORDING[value],
        selected: value === typed('kind'),
      })),
    ),
    outcomes: OUTCOMES.map((value) => ({
      value,
      text: value === 'yes' ? 'Satisfied' : 'Not satisfied',
      checked: value === typed('satisfied'),
    })),
    uploaded: { documentId: typed('documentId'), documentName: typed('documentName') },
    accept: MEDIA_TYPES.join(','),
  });
}

function tagOf(check: ContractCheckView | undefined, today: string) {
  if (!check) return { text: 'Not checked', classes: 'govuk-tag--grey' };
  if (check.reviewOn <= today) return { text: 'Check expired', classes: 'govuk-tag--red' };
  return check.satisfied
    ? { text: 'Satisfied', classes: 'govuk-tag--green' }
    : { text: 'Not satisfied', classes: 'govuk-tag--orange' };
}

const checkShown = (check: ContractCheckView) => ({
  kind: CHECK_WORDING[check.kind],
  outcome: check.satisfied ? 'Satisfied' : 'Not satisfied',
  evidence: check.evidence,
  document: check.documentId && PATHS.document(check.documentId),
  reviewOn: calendarDay(check.reviewOn),
  at: check.recordedAt,
  by: check.recordedByName ?? '–',
});
