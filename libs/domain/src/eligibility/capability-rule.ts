import type { Check } from '#contracts/eligibility';
import type { Capability } from '#contracts/needs';
import { fails, passes } from './answer.js';

/** One check for each thing the package needs of carers; what is not declared is not there. */
export function checkCapabilities(declared: readonly Capability[], needs: readonly Capability[]): Check[] {
  return [...new Set(needs)].map((need) => {
    const isDeclared = declared.includes(need);
    const evidence = { declared: isDeclared };
    const answer = isDeclared
      ? passes(evidence)
      : fails(evidence, `The branch must declare that it can meet this need: ${need.replaceAll('_', ' ')}.`);
    return { rule: `capability.${need}`, ...answer };
  });
}
