import type { WorkView } from '#contracts/providers';
import type { Form } from '../../console/form.js';
import type { Input } from '../../console/form-inputs.js';

/** A branch of the provider, and the lots in which the branch works. */
export interface OwnBranch {
  readonly branchId: string;
  readonly branchName: string;
  readonly lots: readonly WorkView[];
}

/** Groups the lots in which a provider works by branch. Keeps the order of the branches. */
export function groupedByBranch(work: readonly WorkView[]): OwnBranch[] {
  const ids = [...new Set(work.map(({ branchId }) => branchId))];
  return ids.flatMap((branchId) => {
    const lots = work.filter((lot) => lot.branchId === branchId);
    const [first] = lots;
    return first ? [{ branchId, branchName: first.branchName, lots }] : [];
  });
}

/**
 * The branch that a user chooses for a pause or a hand-back. The choice is the first step, because the second
 * step lists the lots of the branch.
 */
export interface BranchChoice {
  readonly branches: readonly OwnBranch[];
  /**
   * The chosen branch. Null until the user has chosen. If the provider has only one branch, this branch is
   * chosen automatically.
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
 * Defines the input that chooses all lots of a branch or some of them. The value is a list of lots. An empty
 * list means all lots.
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

const CHOOSE_WHICH = 'Choose whether it is for all its lots or for some.';

/** Returns the lots of a branch for the template, with the lots that the user has ticked. */
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
