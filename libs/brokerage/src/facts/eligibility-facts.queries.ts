import type { BranchFacts, LeavingFact, PackageFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { intakeOf, type OpenCase, openCaseOf } from './open-case.queries.js';
import { marketOf, type Pair } from './branches-in-lots.queries.js';
import { type Leaving, type People, peopleAt } from './personal-facts.queries.js';

export interface FactsQuestion {
  readonly pkg: PackageFacts;
  readonly now: Date;
  /**
   * The only pair of contracted and delivering branch to read. If absent, all pairs in the package's lot are
   * read.
   */
  readonly pair?: Pair | undefined;
  /**
   * A branch that must not get the care because the care leaves it, with the reason. A branch that an open
   * case transfers the person away from is added automatically.
   */
  readonly leaving?: Leaving | undefined;
  readonly awardId?: string | null | undefined;
  /** The package's open case, or null, if the caller has read it already. If absent, it is read. */
  readonly openCase?: OpenCase | null | undefined;
}

export interface EligibilityFacts {
  readonly pairs: readonly BranchFacts[];
  /** The ids of branches that have a contract with the authority, but none for the package's lot. */
  readonly contractedElsewhere: readonly string[];
  /** The provider of each branch of the pairs. */
  readonly providerOf: ReadonlyMap<string, string>;
}

/**
 * Reads all data that decides which branches may take a package. The caller must first lock the rows that
 * must not change before the commit.
 */
export async function eligibilityFacts(reader: Reader, question: FactsQuestion): Promise<EligibilityFacts> {
  const { pkg, now, awardId, pair } = question;
  const { authorityId, personId, packageId, lotId, startOn } = pkg;
  const subject = { authorityId, personId, packageId, awardId };
  const peopleOf = (branchIds: readonly string[]): Promise<(leaving: readonly Leaving[]) => People> =>
    peopleAt(reader, { branchIds, subjects: [subject], now });
  const [market, moving, ofPair] = await Promise.all([
    marketOf(reader, { authorityId, lotIds: [lotId], pair }),
    question.openCase === undefined ? openCaseOf(reader, packageId) : question.openCase,
    pair && peopleOf([pair.deliveringBranchId]),
  ]);
  const peopleLeaving = ofPair ?? (await peopleOf(market.branchIds));
  const people = peopleLeaving(leavingOf(question, moving));
  const intake = await intakeFacts(reader, question, moving);
  const pairs = market.pairsIn(lotId).flatMap((one): BranchFacts[] => {
    const facts = market.factsOf(one, lotId, startOn);
    if (!facts) return [];
    const { deliveringBranchId } = one;
    const personal = people.factsOf(deliveringBranchId, subject);
    const leaving = personal.leaving ?? ledByLeaver(one, moving);
    return [{ ...facts, ...personal, leaving, ...intake(deliveringBranchId) }];
  });
  const contractedElsewhere = pair ? [] : market.contractedElsewhere(lotId);
  return { pairs, contractedElsewhere, providerOf: market.providerOf };
}

/** Lists the branches that the person is leaving. */
function leavingOf({ leaving }: FactsQuestion, moving: OpenCase | null): Leaving[] {
  return [
    ...(leaving ? [leaving] : []),
    ...(moving ? [{ branchId: moving.leavingBranchId, why: transferFor(moving) }] : []),
  ];
}

/**
 * Returns why a contracted branch and its subcontractors may not take the person: the branch has closed or
 * handed back, so a case transfers the person away. Otherwise returns null.
 *
 * Returns null for a suspended branch too, because its subcontractor may still deliver.
 */
function ledByLeaver(
  { branchId }: Pair,
  moving: Pick<OpenCase, 'leavingBranchId' | 'cause'> | null,
): BranchFacts['leaving'] {
  const isLed = moving?.leavingBranchId === branchId && moving.cause !== 'suspension';
  return isLed ? transferFor(moving) : null;
}

const transferFor = ({ cause }: Pick<OpenCase, 'cause'>): LeavingFact => ({ kind: 'transfer', cause });

const INTAKE_DAYS = 7;
const DAY_MS = 86_400_000;

/**
 * Counts how many people each branch has been awarded out of the reallocation within seven days. Without an
 * intake cap, counts nothing.
 */
async function intakeFacts(
  reader: Reader,
  { pkg, now }: Pick<FactsQuestion, 'pkg' | 'now'>,
  moving: Pick<OpenCase, 'reallocationId' | 'intakeCap'> | null,
): Promise<(branchId: string) => Pick<BranchFacts, 'intake'>> {
  const capPeople = moving?.intakeCap ?? null;
  if (!moving || capPeople === null) return () => ({});
  const since = new Date(now.getTime() - INTAKE_DAYS * DAY_MS);
  const taken = await intakeOf(reader, moving.reallocationId, { since, exceptPackageId: pkg.packageId });
  return (branchId) => ({ intake: { capPeople, takenPeople: taken.get(branchId) ?? 0 } });
}
