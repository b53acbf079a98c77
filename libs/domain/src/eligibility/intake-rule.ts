import type { Check } from '#contracts/eligibility';
import { fails, passes } from './answer.js';
import type { IntakeFact } from './facts.js';

/**
 * A branch is not given more people at once out of a reallocation than was agreed (docs/rules.md §4.3): as many as
 * the cap are allowed, one more is not. No check where there is no cap.
 */
export function checkIntake(intake: IntakeFact | null | undefined): Check[] {
  if (!intake) return [];
  const { capPeople, takenPeople } = intake;
  const evidence = { capPeople, takenPeople };
  const answer =
    takenPeople < capPeople
      ? passes(evidence)
      : fails(
          evidence,
          `The branch has been awarded ${takenPeople} of the people being moved within seven days, and no more than ${capPeople} were to be; the cap would have to be raised, or time to pass.`,
        );
  return [{ rule: 'intake.cap', ...answer }];
}
