import type { WorkView } from '#contracts/providers';
import type { Form } from '../../console/form.js';
import type { Input } from '../../console/form-inputs.js';

/** A branch of the provider, with the lots in which the branch works. */
export interface OwnBranch {
  readonly branchId: string;
  readonly branchName: string;
  readonly lots: readonly WorkView[];
}

/**
 * Groups a provider's lots by the branch that works in them. The branches stay in the order in which they
 * come.
 */
export function groupedByBranch(work: readonly WorkView[]): OwnBranch[] {
  const ids = [...new Set(work.map(({ branchId }) => branchId))];
  return ids.flatMap((branchId) => {
    const lots = work.filter((lot) => lot.branchId === branchId);
    const [first] = lots;
    return first ? [{ branchId, branchName: first.branchName, lots }] : [];
  });
}

/**
 * Returns a function that shortens the names of a provider's branches for lists: without the words with which all of
 * them begin, because a narrow column would show only these words.
 */
export function shortNames(work: readonly Pick<WorkView, 'branchName'>[]): (name: string) => string {
  const names = [...new Set(work.map(({ branchName }) => branchName))].map((name) => name.split(' '));
  const [first = []] = names;
  const isShared = (index: number): boolean =>
    names.every((words) => words.length > index + 1 && words[index] === first[index]);
  const end = first.findIndex((_word, index) => !isShared(index));
  const shared = names.length < 2 || end < 1 ? '' : `${first.slice(0, end).join(' ')} `;
  return (name) => (name.startsWith(shared) ? name.slice(shared.length) : name);
}

/** Returns the current branches as choices of the field with which the user filters a list. */
export function branchOptions(work: readonly WorkView[], chosen: string) {
  return groupedByBranch(work).map(({ branchId, branchName }) => ({
    value: branchId,
    text: branchName,
    selected: branchId === chosen,
  }));
}

/**
 * The branch that a user chooses for a pause or a hand-back. The branch is chosen first, because the form
 * then lists the lots of the branch.
 */
export interface BranchChoice {
  readonly branches: readonly OwnBranch[];
  /**
   * The chosen branch. Null until the user has chosen. If the provider has only one branch, that branch
   * counts as chosen.
   */
  readonly branch: OwnBranch | null;
}

export function branchChoice(work: readonly WorkView[], branchId: string): BranchChoice {
  const branches = groupedByBranch(work.filter(({ isCurrent }) => isCurrent));
  const [only] = branches;
  const chosen = branches.find((branch) => branch.branchId === branchId);
  return { branches, branch: chosen ?? (branches.length === 1 && only ? only : null) };
}

const lotField = (lotId: string): string => `lot-${lotId}`;

/**
 * Defines the form fields with which a user chooses all lots of a branch or some. The value is a list of
 * lots. An empty list means all lots.
 */
export function ownLotsInput(branch: OwnBranch | null): Input<readonly string[]> {
  return {
    field: 'which',
    read: (form) => {
      const which = form.text('which');
      const ids = (branch?.lots ?? []).map(({ lotId }) => lotId);
      const chosen = ids.filter((id) => form.text(lotField(id)) !== '');
      if (which === 'all') return { value: [] };
      if (which !== 'some') return { faults: [{ field: 'which', text: CHOOSE_WHICH }] };
      if (chosen.length === 0) return { faults: [{ field: 'which-2', text: 'Choose at least one lot.' }] };
      return { value: chosen };
    },
  };
}

const CHOOSE_WHICH = 'Choose all lots or some lots.';

/** Returns the lots of a branch as checkboxes for the template. Lots that the user has ticked are ticked. */
export function ownLotChoices({ lots }: OwnBranch, form: Form) {
  return {
    which: form.text('which'),
    lots: lots.map(({ lotId, lotName, authorityName }) => ({
      lotId,
      name: lotField(lotId),
      text: `${lotName} (${authorityName})`,
      checked: form.text(lotField(lotId)) !== '',
    })),
  };
}
