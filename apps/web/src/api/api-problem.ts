import type { Problem } from '#contracts/errors';

/** The API refused, or could not be reached. */
export class ApiProblem extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
  }

  /** Where there was too much of something: when to try again. */
  get retryAfterSeconds(): number | undefined {
    const given = this.problem.facts?.retryAfterSeconds;
    return typeof given === 'number' ? given : undefined;
  }
}
