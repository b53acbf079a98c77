import type { BranchFile, RegisterSource } from '#contracts/providers';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { parsePostcode } from '../lots/postcode.js';
import { isIsoDate } from '../time/iso-date.js';
import { type SourceFaultCode, sourceFaults } from './register-source.js';

export type BranchFaultCode =
  'postcode_invalid' | 'rated_on_not_a_date' | 'rated_in_future' | 'rated_after_source' | SourceFaultCode;

interface File extends Pick<BranchFile, 'postcode' | 'ratings'> {
  /** Null for a change that does not touch the facts of the register. */
  readonly source: RegisterSource | null;
}
type Asked = File & { readonly today: string };

const RULES: readonly FaultRule<Asked, BranchFaultCode>[] = [
  {
    code: 'postcode_invalid',
    isBrokenBy: ({ postcode }) => parsePostcode(postcode) === null,
    sentence: 'Enter the postcode in full, such as LE11 3TU.',
  },
  {
    code: 'rated_on_not_a_date',
    isBrokenBy: ({ ratings }) => ratings.ratedOn !== null && !isIsoDate(ratings.ratedOn),
    sentence: 'Enter the day of the rating as a date, YYYY-MM-DD.',
  },
  {
    code: 'rated_in_future',
    isBrokenBy: ({ ratings, today }) => ratings.ratedOn !== null && ratings.ratedOn > today,
    sentence: 'Enter a day of today or earlier for the rating.',
  },
  {
    code: 'rated_after_source',
    isBrokenBy: ({ ratings, source }) =>
      source !== null && ratings.ratedOn !== null && ratings.ratedOn > source.publishedOn,
    sentence: 'The source is older than the rating. Enter a source of the day of the rating or later.',
  },
];

/** Lists every fault in a branch's register entry. `today` is the date in London. */
export function branchFaults(file: File, today: string): Fault<BranchFaultCode>[] {
  const ofSource = file.source === null ? [] : sourceFaults(file.source, today);
  return [...faultsOf(RULES, { ...file, today }), ...ofSource];
}
