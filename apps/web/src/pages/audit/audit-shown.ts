import type { AuditView } from '#contracts/audit';
import { londonTime } from '../../formats/london-time.js';

const TAGS = {
  whole: { text: 'Whole', classes: 'govuk-tag--green' },
  unproven: { text: 'Not proven', classes: 'govuk-tag--yellow' },
  broken: { text: 'Not whole', classes: 'govuk-tag--red' },
} as const;

/** An instant as the API's sentence writes it. The page shows it in UK time. */
const INSTANT = /\b\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** Shapes the state of the log for its page. */
export function auditShown({ verdict, sentence, checkedAt, head }: AuditView) {
  return {
    tag: verdict && TAGS[verdict],
    sentence: sentence
      ? sentence.replaceAll(INSTANT, londonTime)
      : 'The log has not been verified yet. Homeward verifies it four times a day.',
    checkedAt,
    head,
  };
}
