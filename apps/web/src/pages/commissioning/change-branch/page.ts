import type { Problem } from '#contracts/errors';
import type { BranchView } from '#contracts/providers';
import { deed, idIn, type Refused } from '../../../console/deed.js';
import { type Fault, faultsOf, listedFaults } from '../../../console/form.js';
import { mayCommission } from '../../../console/may.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../../console/page.js';
import { DOORS, PATHS } from '../../../paths.js';
import { branchAsTyped, branchDetails, branchFormShown, branchInWords, branchTyped } from './branch-form.js';

const FORM = 'branch';
const RATED_ON = 'Enter the day on which the rating was published, or leave it empty.';
const POSTCODE = 'Enter the postcode in full, such as LE11 3TU.';
const SENTENCES = {
  name: 'Enter the name of the branch, in up to 200 plain characters.',
  postcode: POSTCODE,
} as const;
const FIELD_OF_FAULT = {
  postcode_invalid: 'postcode',
  rated_on_not_a_date: 'ratedOn',
  rated_in_future: 'ratedOn',
} as const;

/** Bringing up to date what the register says of a branch. Whoever was overtaken sees both. */
export const changeBranchPage: SignedInPage = {
  isFor: mayCommission,
  get: (visit) => formShown(visit),
  ...deed({
    path: PATHS.changeBranch(':id'),
    from: PATHS.branches,
    form: FORM,
    required: { name: 'Enter the name of the branch.', postcode: POSTCODE },
    told: branchFaults,
    send: async (visit) => {
      const { api, form } = visit;
      // What is registered is changed elsewhere: it goes back as it stands at the version that was seen, or not at all.
      const { registration } = await api.get<BranchView>(DOORS.branch(idIn(visit)));
      const change = {
        ...branchDetails(branchTyped(form)),
        registration,
        version: Number(form.text('version')),
      };
      await api.put<BranchView>(DOORS.branch(idIn(visit)), change);
      return goTo(PATHS.branch(idIn(visit)), { notice: 'branch_changed' });
    },
    again: (visit, refused) => formShown(visit, refused),
  }),
};

/** Each fault at the field that mends it. The API names the day of the ratings as a part of them. */
function branchFaults(problem: Problem): Fault[] {
  const { fields } = problem.facts ?? {};
  const isDayWrong = typeof fields === 'object' && fields !== null && 'ratings.ratedOn' in fields;
  return [
    ...listedFaults(problem, FIELD_OF_FAULT),
    ...faultsOf(problem, SENTENCES).filter(({ field }) => field !== undefined),
    ...(isDayWrong ? [{ field: 'ratedOn', text: RATED_ON }] : []),
  ];
}

async function formShown(visit: Visit, refused?: Refused): Promise<Shown> {
  const branch = await visit.api.get<BranchView>(DOORS.branch(idIn(visit)));
  const wasOvertaken = refused !== undefined && visit.form.text('version') !== String(branch.version);
  const view = {
    branch,
    form: branchFormShown(FORM, refused ? branchTyped(visit.form) : branchAsTyped(branch)),
    recorded: wasOvertaken ? branchInWords(branch) : null,
    faults: refused?.faults ?? [],
  };
  return show('pages/commissioning/change-branch/page.njk', view, refused?.status);
}
