import type { BranchCapabilitiesView, BranchDeclarations, WithdrawalPreview } from '#contracts/capabilities';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { nullableText, requiredText, tickedOf } from '../../../console/form-inputs.js';
import { formPage, formView, type ReturnedForm } from '../../../console/form-page.js';
import {
  redirect,
  render,
  type Rendered,
  type SignedInPage,
  type SignedInRequest,
} from '../../../console/page.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { londonFields } from '../../../formats/london-time.js';
import { API_PATHS, PATHS } from '../../../paths.js';
import { CONFIRMED_TAG, statementShown, UNCONFIRMED_TAG } from '../../../wording/capabilities.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { listInWords } from '../../../wording/visits.js';

const isOfProvider = ({ role }: SignedInRequest['user']): boolean =>
  role === 'provider' || role === 'provider_administrator';

/** The branches of the user's provider, with how many skills each declares. */
export const capabilitiesPage: SignedInPage = {
  path: PATHS.capabilities,
  mayOpen: isOfProvider,
  get: async ({ api }) => {
    const branches = await api.get<BranchDeclarations[]>(API_PATHS.capabilityDeclarations);
    return render('pages/providing/capabilities/branches.njk', {
      branches: branches.map((branch) => ({ ...branch, href: PATHS.ownCapabilities(branch.branchId) })),
    });
  },
};

const skillField = (capability: Capability): string => `skill-${capability}`;
const namesOf = (capabilities: readonly Capability[]): string =>
  listInWords(capabilities.map((one) => NEED_WORDING[one]));

/**
 * The form with which a provider declares the skills of one branch. If the form withdraws skills, a preview shows what
 * rests on them first.
 */
export const ownCapabilitiesPage = formPage({
  path: PATHS.ownCapabilities(':id'),
  mayOpen: isOfProvider,
  load: ({ api, id }) => api.get<BranchCapabilitiesView>(API_PATHS.branchCapabilities(id)),
  inputs: {
    ticked: tickedOf(CAPABILITIES, skillField),
    onDay: requiredText('Enter the day.'),
    note: nullableText('Enter the note in up to 2,000 characters.'),
  },
  check: ({ ticked }, view) => {
    const { declared, withdrawn } = changeOf(ticked, view);
    return declared.length + withdrawn.length === 0
      ? [{ field: skillField(CAPABILITIES[0]), text: 'Nothing has changed.' }]
      : [];
  },
  preview: async (request, { ticked }, { loaded }) => {
    const { withdrawn } = changeOf(ticked, loaded);
    return withdrawn.length === 0 ? null : previewWithdrawal(request, loaded, ticked);
  },
  send: async ({ api, id }, { ticked, onDay, note }, { key, loaded }) => {
    const command = { ...changeOf(ticked, loaded), onDay, note };
    await api.post<BranchCapabilitiesView>(API_PATHS.branchCapabilities(id), command, key);
    return redirect(PATHS.ownCapabilities(id), { notice: 'capabilities_declared' });
  },
  showsEveryRefusal: true,
  page: showForm,
});

function changeOf(ticked: readonly Capability[], { standing }: BranchCapabilitiesView) {
  const before = standing.map(({ capability }) => capability);
  return {
    declared: ticked.filter((one) => !before.includes(one)),
    withdrawn: before.filter((one) => !ticked.includes(one)),
  };
}

async function previewWithdrawal(
  { api, id, form, user }: SignedInRequest,
  view: BranchCapabilitiesView,
  ticked: readonly Capability[],
): Promise<Rendered> {
  const { declared, withdrawn } = changeOf(ticked, view);
  const rests = await api.get<WithdrawalPreview>(
    API_PATHS.withdrawalPreview(id, { withdrawn: withdrawn.join(',') }),
  );
  const seesWork = user.role === 'provider';
  return render('pages/providing/capabilities/preview.njk', {
    id,
    name: view.branchName,
    declared: namesOf(declared),
    withdrawn: namesOf(withdrawn),
    invitations: rests.invitations.map((one) => ({
      skills: namesOf(one.capabilities),
      lot: one.lotName,
      hours: hoursInWords(one.weeklyMinutes),
      closesAt: one.closesAt,
      href: seesWork && one.id !== null ? PATHS.invitation(one.id) : null,
    })),
    care: rests.care.map((one) => ({
      skills: namesOf(one.capabilities),
      lot: one.lotName,
      hours: hoursInWords(one.weeklyMinutes),
      href: seesWork && one.id !== null ? PATHS.placement(one.id) : null,
    })),
    fields: [
      ...ticked.map((one) => ({ name: skillField(one), value: 'yes' })),
      ...['onDay', 'note', 'key'].map((name) => ({ name, value: form.text(name) })),
    ],
  });
}

async function showForm({ api, form, id, now }: SignedInRequest, returned?: ReturnedForm): Promise<Rendered> {
  const view = await api.get<BranchCapabilitiesView>(API_PATHS.branchCapabilities(id));
  const { typed } = formView(form, returned);
  const today = londonFields(now.toISOString()).date;
  const standing = new Map(view.standing.map((one) => [one.capability, one]));
  return render('pages/providing/capabilities/page.njk', {
    id,
    name: view.branchName,
    today,
    onDay: typed('onDay', today),
    skills: CAPABILITIES.map((one) => {
      const declared = standing.get(one);
      return {
        id: skillField(one),
        text: NEED_WORDING[one],
        tag: declared ? (declared.isConfirmed ? CONFIRMED_TAG : UNCONFIRMED_TAG) : null,
        checked: returned ? form.text(skillField(one)) !== '' : declared !== undefined,
      };
    }),
    statements: view.statements.map(statementShown),
  });
}
