import type { CareChangeView, LedgerLineView } from '#contracts/growth-and-head-room';
import { hoursInWords } from '../../../formats/quantities.js';
import { PATHS } from '../../../paths.js';

export function ledgerRow(line: LedgerLineView) {
  const {
    personId,
    personReference,
    baselineMinutes,
    isBaselineAssumed,
    presentMinutes,
    leftMinutes,
    changes,
  } = line;
  return {
    id: personId,
    reference: personReference,
    href: PATHS.person(personId),
    baseline: baselineMinutes === null ? 'No care' : hoursInWords(baselineMinutes),
    isBaselineAssumed,
    present: hoursInWords(presentMinutes),
    left: leftMinutes === null ? '–' : leftMinutes <= 0 ? '0 h' : hoursInWords(leftMinutes),
    isSpent: leftMinutes !== null && leftMinutes <= 0,
    changes: changes.map((change) => ({ at: change.at, text: changeInWords(change) })),
  };
}

/** Returns a text that describes a change of care: "From 9 hours to 12 hours, by a written agreement". */
export function changeInWords({ kind, fromMinutes, toMinutes, permissionIds }: CareChangeView): string {
  const agreed = permissionIds.length > 0 ? ', by a written agreement' : '';
  switch (kind) {
    case 'started':
      return `Care started with ${hoursInWords(toMinutes)}${agreed}`;
    case 'varied':
      return `From ${hoursInWords(fromMinutes)} to ${hoursInWords(toMinutes)}${agreed}`;
    case 'ended':
      return `Care of ${hoursInWords(fromMinutes)} ended`;
  }
}
