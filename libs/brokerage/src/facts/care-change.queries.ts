import type { RestrictionQuestion } from '#domain/restrictions/check-restrictions';
import type { ChangeFact } from '#domain/restrictions/facts';
import type { Reader } from '#platform/database/database';
import type { PackageEntity } from '../rows/package.entity.js';
import { type BranchRestriction, standingsOf } from './restriction-facts.queries.js';
import { careDelivered } from './care-facts.queries.js';
import { commitWindow } from './commit-window.js';

/** A change of the weekly minutes that one branch delivers to one person. */
export interface CareChange {
  readonly pkg: Pick<PackageEntity, 'id' | 'authorityId' | 'personId'>;
  readonly lotId: string;
  readonly kind: ChangeFact['kind'];
  readonly addedMinutes: number;
  /**
   * The award, if the change is the start of its care. The sum of awarded minutes leaves this award out, so
   * that its minutes do not count twice.
   */
  readonly awardId?: string | null | undefined;
}

export interface CareChangeQuestion extends CareChange {
  readonly deliveringBranchId: string;
  /**
   * The instant at which the change takes effect. A restriction that begins shortly after this instant,
   * before the transaction can commit, binds the change too.
   */
  readonly at: Date;
}

/** Reads the data that `checkRestrictions` needs for one change of one person's care by one branch. */
export async function careChange(reader: Reader, question: CareChangeQuestion): Promise<RestrictionQuestion> {
  const questionOf = await careChanges(reader, question, [question]);
  return questionOf(question);
}

/**
 * Reads the data that `checkRestrictions` needs for changes of any number of people's care by one branch.
 * Uses only a few queries.
 */
export async function careChanges(
  reader: Reader,
  branch: {
    readonly deliveringBranchId: string;
    readonly at: Date;
    readonly proposed?: BranchRestriction | undefined;
  },
  changes: readonly CareChange[],
): Promise<(change: CareChange) => RestrictionQuestion> {
  const { deliveringBranchId, at, proposed } = branch;
  const subjects = changes.map(subjectOf);
  const branchIds = [deliveringBranchId];
  const [standings, delivered] = await Promise.all([
    standingsOf(reader, { branchIds, subjects, now: at, proposed }),
    careDelivered(reader, branchIds, subjects),
  ]);
  return (change) => {
    const subject = subjectOf(change);
    const { personId, packageId, authorityId } = subject;
    const care = delivered.of(deliveringBranchId, subject);
    const { kind, addedMinutes, lotId } = change;
    return {
      ...standings.of(deliveringBranchId, subject),
      care: { personId, packageId, lotId, authorityId, ...care },
      change: { kind, addedMinutes, startsNewPerson: care.personMinutesNow === 0 },
      ...commitWindow(at),
    };
  };
}

const subjectOf = ({ pkg, awardId }: CareChange) => ({
  authorityId: pkg.authorityId,
  personId: pkg.personId,
  packageId: pkg.id,
  awardId,
});
