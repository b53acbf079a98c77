import { CAPACITY_FRESH_DAYS, type WorkView } from '#contracts/providers';
import { groupedByBranch } from '../own-branches.js';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';
import { bandsInWords } from '../../../wording/visits.js';

const DAY_MS = 86_400_000;

export interface CapacityRow {
  readonly lotId: string;
  readonly lotName: string;
  readonly authorityName: string;
  readonly href: string;
  readonly spare: string;
  readonly bands: string;
  readonly doubleUps: string;
  readonly declaredAt: string | null;
  readonly version: number | null;
  readonly isStale: boolean;
}

export interface BranchCapacity {
  readonly branchId: string;
  readonly branchName: string;
  readonly rows: readonly CapacityRow[];
  /**
   * True if the branch has declared its capacity in at least one lot. Otherwise there is nothing to confirm.
   */
  readonly isDeclared: boolean;
  /** The number of lots in which the branch has not declared its capacity in the last 7 days. */
  readonly due: number;
}

export function branchCapacities(work: readonly WorkView[], now: Date): BranchCapacity[] {
  return groupedByBranch(work.filter(({ isCurrent }) => isCurrent)).map(({ branchId, branchName, lots }) => {
    const rows = lots.map((lot) => capacityRow(lot, now));
    return {
      branchId,
      branchName,
      rows,
      isDeclared: rows.some(({ version }) => version !== null),
      due: rows.filter(({ version, isStale }) => version === null || isStale).length,
    };
  });
}

function capacityRow(
  { branchId, lotId, lotName, authorityName, capacity }: WorkView,
  now: Date,
): CapacityRow {
  return {
    lotId,
    lotName,
    authorityName,
    href: PATHS.declareCapacity(branchId, lotId),
    spare: capacity ? hoursInWords(capacity.spareMinutes) : 'Not declared',
    bands: capacity ? bandsInWords(capacity.bands) : '–',
    doubleUps: capacity ? (capacity.doubleUps ? 'Yes' : 'No') : '–',
    declaredAt: capacity?.declaredAt ?? null,
    version: capacity?.version ?? null,
    isStale:
      capacity !== null && now.getTime() - Date.parse(capacity.declaredAt) > CAPACITY_FRESH_DAYS * DAY_MS,
  };
}
