import { birthDatesAgree } from '#contracts/birth-dates';
import type { MergeFault } from '#contracts/people';

/** What must not contradict if two records are of one person. */
export interface MergedRecord {
  readonly bornOn: string | null;
  readonly nhsNumber: string | null;
  /** The packages whose answers are awaited, are being decided, or whose care is awarded and has not started. */
  readonly openPackageIds: readonly string[];
}

const SENTENCES: Readonly<Record<MergeFault['code'], string>> = {
  same_record: 'Both case numbers lead to one record. There is nothing to merge.',
  nhs_numbers_differ: 'The records have two NHS numbers. Correct one first, or keep two records.',
  births_differ: 'The dates of birth differ. Correct one first, or keep two records.',
  work_out_with_branches:
    'A package of this person is out to broadcast, to be awarded, or awarded and not started. Merge after the start, or cancel it first.',
};

/** The fault of merging a record with itself. */
export const SAME_RECORD: MergeFault = { code: 'same_record', sentence: SENTENCES.same_record };

/**
 * Lists why two records cannot be merged now: two NHS numbers or dates of birth say that they are of two people, so one
 * must be corrected first; and work that is out with branches was decided from one record only (docs/rules.md §1.1).
 */
export function mergeFaults(kept: MergedRecord, other: MergedRecord): MergeFault[] {
  const packageIds = [...kept.openPackageIds, ...other.openPackageIds];
  const haveTwoNumbers =
    kept.nhsNumber !== null && other.nhsNumber !== null && kept.nhsNumber !== other.nhsNumber;
  const haveTwoBirths =
    kept.bornOn !== null && other.bornOn !== null && !birthDatesAgree(kept.bornOn, other.bornOn);
  const faults: (MergeFault | false)[] = [
    haveTwoNumbers && { code: 'nhs_numbers_differ', sentence: SENTENCES.nhs_numbers_differ },
    haveTwoBirths && { code: 'births_differ', sentence: SENTENCES.births_differ },
    packageIds.length > 0 && {
      code: 'work_out_with_branches',
      sentence: SENTENCES.work_out_with_branches,
      packageIds,
    },
  ];
  return faults.filter((fault) => fault !== false);
}

/** The details that the kept record takes over: its own, completed by what only the other record knows. */
export function mergedDetails<T extends Pick<MergedRecord, 'bornOn' | 'nhsNumber'>>(
  kept: T,
  other: T,
): Pick<MergedRecord, 'bornOn' | 'nhsNumber'> {
  const isMorePrecise = (other.bornOn?.length ?? 0) > (kept.bornOn?.length ?? 0);
  return {
    nhsNumber: kept.nhsNumber ?? other.nhsNumber,
    bornOn: isMorePrecise ? other.bornOn : kept.bornOn,
  };
}
