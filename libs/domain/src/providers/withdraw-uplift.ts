/**
 * True if a change of rates may be withdrawn: until the day before its first day, in London. From its first day on, care
 * has been given at the new rates (docs/rules.md §3.5.3).
 */
export function mayWithdrawUplift(fromOn: string, today: string): boolean {
  return fromOn > today;
}
