import type { BranchFacts, LeavingFact } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { type BranchRestriction, type RestrictionSubject, standingsOf } from './restriction-facts.queries.js';
import { careDelivered } from './care-facts.queries.js';

/** The eligibility data about a branch that depends on the person. */
export type PersonalFacts = Pick<
  BranchFacts,
  'restrictions' | 'permissions' | 'care' | 'isExcluded' | 'leaving'
>;

/** A branch from which people's care is transferred, and the reason. */
export interface Leaving {
  readonly branchId: string;
  readonly why: LeavingFact;
}

export interface PersonalQuestion {
  readonly branchIds: readonly string[];
  readonly subjects: readonly RestrictionSubject[];
  readonly now: Date;
  readonly proposed?: BranchRestriction | undefined;
}

export interface People {
  factsOf(deliveringBranchId: string, subject: RestrictionSubject): PersonalFacts;
  /**
   * True if no branch has data about this person, such as an exclusion, care or a permission.
   *
   * All people without such data share one eligibility decision for each kind of package.
   */
  isStranger(subject: RestrictionSubject): boolean;
}

/**
 * Reads the care, baselines, permissions and exclusions of any number of people. Returns a function that
 * combines this data with the branches that people are leaving.
 */
export async function peopleAt(
  reader: Reader,
  question: PersonalQuestion,
): Promise<(leaving: readonly Leaving[]) => People> {
  const { branchIds, subjects } = question;
  const [standings, care, exclusions] = await Promise.all([
    standingsOf(reader, question),
    careDelivered(reader, branchIds, subjects),
    exclusionsOf(reader, subjects),
  ]);
  const excluded = new Set(exclusions.map((row) => `${row.branchId} ${row.personId}`));
  return (leaving) => {
    const isLeft = (branchId: string): boolean => leaving.some((one) => one.branchId === branchId);
    const known = new Set([
      ...exclusions.map(({ personId }) => personId),
      ...care.known.flatMap((row) => (isLeft(row.branchId) ? [] : row.personId)),
      ...standings.known.flatMap((row) => (isLeft(row.branchId) ? [] : row.id)),
    ]);
    return {
      isStranger: ({ personId, packageId }) => !known.has(personId) && !known.has(packageId),
      factsOf: (branchId, subject) => ({
        ...standings.of(branchId, subject),
        care: care.of(branchId, subject),
        isExcluded: excluded.has(`${branchId} ${subject.personId}`),
        leaving: leaving.findLast((one) => one.branchId === branchId)?.why ?? null,
      }),
    };
  };
}

function exclusionsOf(
  reader: Reader,
  subjects: readonly RestrictionSubject[],
): Promise<{ branchId: string; personId: string }[]> {
  return reader.query(
    `SELECT branch_id AS "branchId", person_id AS "personId" FROM person_exclusion
     WHERE authority_id = ANY($1) AND person_id = ANY($2)`,
    [
      [...new Set(subjects.map(({ authorityId }) => authorityId))],
      [...new Set(subjects.map(({ personId }) => personId))],
    ],
  );
}
