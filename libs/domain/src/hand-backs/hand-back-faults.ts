import type { NewHandBack } from '#contracts/reallocations';
import { type Fault, type FaultRule, faultsOf, isBlank, isWholeBetween } from '../faults.js';

export type HandBackFaultCode = 'reason_missing' | 'notice_invalid' | 'lot_repeated';

const LONGEST_NOTICE_DAYS = 366;

const RULES: readonly FaultRule<NewHandBack, HandBackFaultCode>[] = [
  {
    code: 'reason_missing',
    isBrokenBy: ({ reason }) => isBlank(reason),
    sentence: 'Enter the reason for the hand-back.',
  },
  {
    code: 'notice_invalid',
    isBrokenBy: ({ noticeDays }) => noticeDays != null && !isWholeBetween(0, noticeDays, LONGEST_NOTICE_DAYS),
    sentence: `Enter a notice of 0 to ${LONGEST_NOTICE_DAYS} days.`,
  },
  {
    code: 'lot_repeated',
    isBrokenBy: ({ lotIds }) => new Set(lotIds).size < lotIds.length,
    sentence: 'Name each lot once.',
  },
];

/**
 * Lists every fault in a hand-back. A notice period that is shorter than the contract's is no fault. The
 * hand-back is then recorded all the same, and users see by how many days the notice is too short.
 */
export function handBackFaults(handBack: NewHandBack): Fault<HandBackFaultCode>[] {
  return faultsOf(RULES, handBack);
}
