import type { Problem } from '#contracts/errors';
import { type Fault, faultsOf, listedFaults } from '../../../console/form.js';
import { FIELD_OF_DOCUMENT_CODE } from './document.js';
import { SENTENCES } from './restriction-form.js';

/** The fields of the API that are several fields of the form, and which of them has the focus then. */
const FIELD_OF: Readonly<Record<string, string>> = {
  from: 'fromDate',
  to: 'toDate',
  conditions: 'condition-no_new_people',
};

/** The field that each fault of a notice is mended in. */
const FIELD_OF_FAULT: Readonly<Record<string, string>> = {
  reference_missing: 'reference',
  evidence_missing: 'evidence',
  reason_missing: 'reason',
  ends_before_start: 'toDate',
  ends_in_past: 'toDate',
  already_began: 'fromDate',
  conditions_missing: 'condition-no_new_people',
  condition_repeated: 'condition-no_new_people',
  limit_invalid: 'growthHours',
  cap_invalid: 'capHours',
  interval_invalid: 'everyDays',
};

/** What the API finds wrong with a notice, each fault at its field. */
export function noticeFaults(problem: Problem): Fault[] {
  const named = listedFaults(problem, FIELD_OF_FAULT);
  if (named.length > 0) return named;
  return faultsOf(problem, SENTENCES, FIELD_OF_DOCUMENT_CODE).map(({ field, text }) => ({
    field: field && (FIELD_OF[field] ?? field),
    text,
  }));
}
