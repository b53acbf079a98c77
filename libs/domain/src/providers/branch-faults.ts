import type { BranchFile } from '#contracts/providers';
import { type Fault, type FaultRule, faultsOf } from '../faults.js';
import { parsePostcode } from '../lots/postcode.js';
import { isIsoDate } from '../time/iso-date.js';

export type BranchFaultCode = 'postcode_invalid' | 'rated_on_not_a_date' | 'rated_in_future';

type Asked = Pick<BranchFile, 'postcode' | 'ratings'> & { readonly today: string };

const RULES: readonly FaultRule<Asked, BranchFaultCode>[] = [
  {
    code: 'postcode_invalid',
    isBrokenBy: ({ postcode }) => parsePostcode(postcode) === null,
    sentence: 'Give the postcode in full, such as LE11 3TU.',
  },
  {
    code: 'rated_on_not_a_date',
    isBrokenBy: ({ ratings }) => ratings.ratedOn !== null && !isIsoDate(ratings.ratedOn),
    sentence: 'Give the day of the rating as a date, YYYY-MM-DD.',
  },
  {
    code: 'rated_in_future',
    isBrokenBy: ({ ratings, today }) => ratings.ratedOn !== null && ratings.ratedOn > today,
    sentence: 'The rating is published on a day that has been.',
  },
];

/** Lists every fault in a branch's register entry. `today` is the date in London. */
export function branchFaults(
  file: Pick<BranchFile, 'postcode' | 'ratings'>,
  today: string,
): Fault<BranchFaultCode>[] {
  return faultsOf(RULES, { ...file, today });
}
