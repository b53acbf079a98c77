import type { Registration } from '#contracts/providers';
import { type Answer, fails, passes } from './answer.js';

/** The delivering branch must be registered with CQC for *Personal care*, and not dormant. */
export function answerRegistration({ status, dormant, personalCare }: Registration): Answer {
  const evidence = { status, dormant, personalCare };
  const missing = [
    ...(status === 'registered' ? [] : ['The branch must be registered with CQC.']),
    ...(dormant ? ['The branch must no longer be dormant at CQC.'] : []),
    ...(personalCare ? [] : ['The branch must be registered for Personal care.']),
  ];
  return missing.length === 0 ? passes(evidence) : fails(evidence, missing.join(' '));
}
