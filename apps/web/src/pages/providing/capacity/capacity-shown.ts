import { CAPACITY_FRESH_DAYS, type WorkView } from '#contracts/providers';
import { elapsed } from '../../../formats/time-left.js';
import { typedDuration } from '../../../formats/typed-amounts.js';
import { PATHS } from '../../../paths.js';
import { shortNames } from '../own-branches.js';
import { bandsInWords } from '../../../wording/visits.js';

const DAY_MS = 86_400_000;

/** The declared capacity of one branch in one lot, as texts for one line of the page. */
export interface CapacityRow {
  /** The beginning of the names of the line's form fields. */
  readonly key: string;
  readonly branchName: string;
  readonly shortBranchName: string;
  readonly lotName: string;
  readonly authorityName: string;
  /** The address of the page on which the bands and double-ups are declared too. */
  readonly href: string;
  /** The spare time, for the line's fields. Null if nothing is declared. */
  readonly spare: string | null;
  readonly bands: string;
  readonly declaredAt: string | null;
  /** How long ago the capacity was declared: "8 d 2 h ago". */
  readonly age: string;
  readonly version: number | null;
  readonly isStale: boolean;
  /** Why the line was not confirmed. Empty if it was, or if nothing was sent. */
  readonly problem: string;
}

export const capacityKey = ({ branchId, lotId }: Pick<WorkView, 'branchId' | 'lotId'>): string =>
  `${branchId}_${lotId}`;

/** True if the declaration is older than 7 days, so that decisions about the branch have a warning. */
export function isStale({ capacity }: Pick<WorkView, 'capacity'>, now: Date): boolean {
  return capacity !== null && now.getTime() - Date.parse(capacity.declaredAt) > CAPACITY_FRESH_DAYS * DAY_MS;
}

/**
 * Returns a line for each branch and lot: first what was never declared, then the oldest declaration. So what must be
 * confirmed comes first.
 */
export function capacityRows(
  work: readonly WorkView[],
  now: Date,
  problems: ReadonlyMap<string, string> = new Map(),
): CapacityRow[] {
  const declared = ({ capacity }: WorkView): number => (capacity ? Date.parse(capacity.declaredAt) : 0);
  const shortName = shortNames(work);
  return work
    .filter(({ isCurrent }) => isCurrent)
    .sort((a, b) => declared(a) - declared(b) || a.branchName.localeCompare(b.branchName, 'en-GB'))
    .map((lot) => ({ ...capacityRow(lot, now, problems), shortBranchName: shortName(lot.branchName) }));
}

function capacityRow(
  lot: WorkView,
  now: Date,
  problems: ReadonlyMap<string, string>,
): Omit<CapacityRow, 'shortBranchName'> {
  const { branchId, lotId, branchName, lotName, authorityName, capacity } = lot;
  const key = capacityKey(lot);
  return {
    key,
    branchName,
    lotName,
    authorityName,
    href: PATHS.declareCapacity(branchId, lotId),
    spare: capacity && typedDuration(capacity.spareMinutes),
    bands: capacity
      ? [bandsInWords(capacity.bands), capacity.doubleUps && 'two carers'].filter(Boolean).join('; ')
      : '',
    declaredAt: capacity?.declaredAt ?? null,
    age: capacity ? `${elapsed(now.getTime() - Date.parse(capacity.declaredAt))} ago` : 'Never',
    version: capacity?.version ?? null,
    isStale: isStale(lot, now),
    problem: problems.get(key) ?? '',
  };
}
