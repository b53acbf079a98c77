import type { WorkView } from '#contracts/providers';

export interface OwnBranch {
  readonly branchId: string;
  readonly branchName: string;
  readonly lots: readonly WorkView[];
}

/** A provider's branches with the lots of each, in the order that they came in. */
export function groupedByBranch(work: readonly WorkView[]): OwnBranch[] {
  const ids = [...new Set(work.map(({ branchId }) => branchId))];
  return ids.flatMap((branchId) => {
    const lots = work.filter((one) => one.branchId === branchId);
    const [first] = lots;
    return first ? [{ branchId, branchName: first.branchName, lots }] : [];
  });
}
