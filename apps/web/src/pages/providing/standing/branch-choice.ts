import type { WorkView } from '#contracts/providers';
import type { Fault, Form } from '../../../console/form.js';
import { type OwnBranch, groupedByBranch } from '../own-branches.js';

/** A branch, and of its lots all or some: what a pause and a hand-back begin with. */
export interface BranchChoice {
  readonly branches: readonly OwnBranch[];
  /** The branch that was chosen on the page before. */
  readonly branch: OwnBranch | null;
}

export interface LotChoice {
  readonly which: 'all' | 'some' | '';
  readonly lots: readonly {
    readonly lotId: string;
    readonly name: string;
    readonly text: string;
    readonly checked: boolean;
  }[];
}

export function branchChoice(work: readonly WorkView[], branchId: string): BranchChoice {
  const branches = groupedByBranch(work.filter(({ isCurrent }) => isCurrent));
  const [only] = branches;
  const chosen = branches.find((one) => one.branchId === branchId);
  return { branches, branch: chosen ?? (branches.length === 1 && only ? only : null) };
}

export function lotChoice({ lots }: OwnBranch, form: Form): LotChoice {
  const typed = form.text('which');
  return {
    which: typed === 'all' || typed === 'some' ? typed : '',
    lots: lots.map(({ lotId, lotName, authorityName }) => ({
      lotId,
      name: `lot-${lotId}`,
      text: `${lotName} (${authorityName})`,
      checked: form.text(`lot-${lotId}`) !== '',
    })),
  };
}

/** The lots that are meant, none for all; or what has to be chosen first. */
export function lotsMeant({ which, lots }: LotChoice): readonly string[] | Fault {
  const chosen = lots.filter(({ checked }) => checked).map(({ lotId }) => lotId);
  if (which === '') return { field: 'which', text: 'Choose whether it is for all its lots or for some.' };
  if (which === 'some' && chosen.length === 0) return { field: 'which-2', text: 'Choose at least one lot.' };
  return which === 'all' ? [] : chosen;
}

export function isFault(meant: readonly string[] | Fault): meant is Fault {
  return 'text' in meant;
}
