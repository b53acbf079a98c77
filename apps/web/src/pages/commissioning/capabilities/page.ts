import { type BranchCapabilitiesView, CAPABILITY_ANSWERS } from '#contracts/capabilities';
import { MEDIA_TYPES } from '#contracts/documents';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { type Input, oneOf, optionalText, requiredText, tickedOf } from '../../../console/form-inputs.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import { redirect, render, type Rendered, type SignedInRequest } from '../../../console/page.js';
import { mayCommission } from '../../../console/roles.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CONFIRMED_TAG, statementShown, UNCONFIRMED_TAG } from '../../../wording/capabilities.js';
import { NEED_WORDING } from '../../../wording/needs.js';

const skillField = (capability: Capability): string => `skill-${capability}`;
const CHOOSE = 'Choose at least one skill.';
const ANSWER_WORDING = {
  confirmed: 'Confirm',
  refused: 'Do not confirm, or no longer confirm',
  declared: 'Declare for the branch, which does not use Homeward',
} as const;

/** Defines the checkboxes of the skills, of which at least one must be ticked. */
function someSkills(): Input<readonly Capability[]> {
  const boxes = tickedOf(CAPABILITIES, skillField);
  return {
    ...boxes,
    sentence: CHOOSE,
    read: (form, name) => {
      const reading = boxes.read(form, name);
      const isEmpty = 'value' in reading && reading.value.length === 0;
      return isEmpty ? { faults: [{ field: skillField(CAPABILITIES[0]), text: CHOOSE }] } : reading;
    },
  };
}

/**
 * The skills of a branch: what it declares, what councils confirmed, and the form with which a commissioner confirms,
 * refuses, or declares on behalf of the branch.
 */
export const branchCapabilitiesPage = formPage({
  path: PATHS.branchCapabilities(':id'),
  mayOpen: ({ role }) => role === 'officer' || role === 'commissioner' || role === 'auditor',
  takesDocument: true,
  inputs: {
    kind: oneOf(CAPABILITY_ANSWERS, 'Choose your answer.'),
    capabilities: someSkills(),
    evidence: requiredText('Enter the evidence, in up to 2,000 characters.'),
    documentId: { ...optionalText(), field: 'document' },
  },
  send: async ({ api, id }, command, { key }) => {
    await api.post<BranchCapabilitiesView>(API_PATHS.answerCapabilities(id), command, key);
    return redirect(PATHS.branchCapabilities(id), { notice: 'capabilities_answered' });
  },
  showsEveryRefusal: true,
  page: showCapabilities,
});

async function showCapabilities(
  { api, form, id, user }: SignedInRequest,
  returned?: ReturnedForm,
): Promise<Rendered> {
  const view = await api.get<BranchCapabilitiesView>(API_PATHS.branchCapabilities(id));
  const { typed } = formView(form, returned);
  const declared = new Map(view.standing.map((one) => [one.capability, one]));
  return render('pages/commissioning/capabilities/page.njk', {
    id,
    name: view.branchName,
    councils: view.councils,
    standing: view.standing.map(({ capability, isConfirmed, confirmedBy, ownAnswer }) => ({
      skill: NEED_WORDING[capability],
      tag: isConfirmed ? CONFIRMED_TAG : UNCONFIRMED_TAG,
      confirmedBy,
      own: ownAnswer === null ? 'No answer' : ownAnswer === 'confirmed' ? 'Confirmed' : 'Not confirmed',
    })),
    statements: view.statements.map(statementShown),
    answers: CAPABILITY_ANSWERS.map((value, index) => ({
      id: index === 0 ? 'kind' : `kind-${value}`,
      value,
      text: ANSWER_WORDING[value],
      checked: typed('kind') === value,
    })),
    groups: [true, false].map((isDeclared) => ({
      legend: isDeclared ? 'Declared' : 'Not declared',
      skills: CAPABILITIES.filter((one) => declared.has(one) === isDeclared).map((one) => ({
        id: skillField(one),
        text: NEED_WORDING[one],
        checked: returned ? form.text(skillField(one)) !== '' : false,
      })),
    })),
    mayCommission: mayCommission(user),
    uploaded: { documentId: typed('documentId'), documentName: typed('documentName') },
    accept: MEDIA_TYPES.join(','),
  });
}
