/**
 * Returns the branches that an event names in its payload: the branch that it is about, and the branch that delivers.
 * A payload without them names none.
 */
export function branchesNamed(payload: object): string[] {
  const named: unknown[] = [
    'branchId' in payload ? payload.branchId : undefined,
    'deliveringBranchId' in payload ? payload.deliveringBranchId : undefined,
  ];
  return [...new Set(named.filter((id): id is string => typeof id === 'string'))];
}
