import type { BranchFileView } from '#contracts/coverage';
import type { RestrictionView } from '#contracts/restrictions';
import { PATHS } from '../../../paths.js';
import { RATING_WORDING, NO_RATING, NO_SOURCE, registrationInWords } from '../../../wording/branches.js';
import { statementShown } from '../../../wording/capabilities.js';
import { listInWords } from '../../../wording/visits.js';
import { NEED_WORDING } from '../../../wording/needs.js';
import { sourceShown } from '../register-source.js';
import { stateOf } from '../restrictions/restrictions-shown.js';

/** A fact of a branch on which several councils rely. */
export interface SharedFactRow {
  readonly fact: string;
  readonly says: string;
  readonly href: string | null;
  readonly evidence: string;
  readonly evidenceHref: string | null;
  readonly by: string;
  readonly at: string | null;
}

const ANOTHER = 'Another council';
const UNKNOWN = 'Not recorded';

/** Returns the facts of a branch that all councils share, each with its evidence and who recorded it. */
export function sharedFactsShown(
  { branch, shared }: Pick<BranchFileView, 'branch' | 'shared'>,
  restrictions: readonly RestrictionView[],
  now: Date,
): readonly SharedFactRow[] {
  const source = sourceShown(branch.source);
  const ofRegister = {
    href: null,
    evidence: source ? `${source.kind}, ${source.reference}, ${source.publishedOn}` : NO_SOURCE,
    evidenceHref: source?.href ?? null,
    by: branch.source === null ? UNKNOWN : (branch.source.recordedBy ?? ANOTHER),
    at: source?.recordedAt ?? null,
  };
  const statement = shared.lastStatement && statementShown(shared.lastStatement);
  const { overall } = branch.ratings;
  return [
    { fact: 'Registration', says: registrationInWords(branch.registration).join(' '), ...ofRegister },
    { fact: 'CQC rating', says: overall ? RATING_WORDING[overall] : NO_RATING, ...ofRegister },
    {
      fact: 'Registered manager',
      says: branch.managerName ?? UNKNOWN,
      href: null,
      evidence: '–',
      evidenceHref: null,
      by: shared.managerRecordedAt === null ? UNKNOWN : (shared.managerRecordedBy ?? ANOTHER),
      at: shared.managerRecordedAt,
    },
    {
      fact: 'Skills',
      says: skillsInWords(branch.capabilities.length, shared.confirmedCapabilities.length),
      href: PATHS.branchCapabilities(branch.id),
      evidence: statement ? `${statement.what}: ${statement.skills}. ${statement.evidence}` : '–',
      evidenceHref: statement?.document ?? null,
      by: statement?.by ?? UNKNOWN,
      at: statement?.at ?? null,
    },
    ...restrictions
      .filter((one) => one.source === 'cqc' && stateOf(one, now) !== 'ended')
      .map((one) => ({
        fact: 'CQC restriction',
        says: one.reference,
        href: PATHS.restriction(one.id),
        evidence: one.evidence,
        evidenceHref: null,
        by: one.recordedBy ?? ANOTHER,
        at: one.recordedAt,
      })),
  ];
}

const skillsInWords = (declared: number, confirmed: number): string =>
  declared === 0 ? 'None declared' : `${declared} declared, ${confirmed} confirmed by a council`;

/** Names the declared skills, those that no council confirmed last. */
export function skillNames({ branch, shared }: Pick<BranchFileView, 'branch' | 'shared'>): string {
  const isConfirmed = (one: (typeof branch.capabilities)[number]): boolean =>
    shared.confirmedCapabilities.includes(one);
  return listInWords([
    ...branch.capabilities.filter(isConfirmed).map((one) => NEED_WORDING[one]),
    ...branch.capabilities
      .filter((one) => !isConfirmed(one))
      .map((one) => `${NEED_WORDING[one]} (not confirmed)`),
  ]);
}
