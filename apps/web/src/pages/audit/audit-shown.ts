import type { AuditView } from '#contracts/audit';

const TAGS = {
  whole: { text: 'Whole', classes: 'govuk-tag--green' },
  unproven: { text: 'Not proven', classes: 'govuk-tag--yellow' },
  broken: { text: 'Not whole', classes: 'govuk-tag--red' },
} as const;

/** Shapes the state of the log for its page. */
export function auditShown({ verdict, sentence, checkedAt, head }: AuditView) {
  return {
    tag: verdict && TAGS[verdict],
    sentence: sentence ?? 'The log has not been verified yet. Homeward verifies it four times a day.',
    checkedAt,
    head,
  };
}
