import type { BranchFacts, PackageFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { intakeOf, type OpenCase, openCaseOf } from '../reallocations/open-case.queries.js';
import { marketOf, type Pair } from './market.queries.js';
import { type Leaving, peopleAt } from './personal-facts.queries.js';

export interface FactsQuestion {
  readonly pkg: PackageFacts;
  readonly now: Date;
  /** Only this pair; absent, every branch contracted to the authority and whoever may deliver for it. */
  readonly pair?: Pair | undefined;
  /** A branch that is let go, and why; one that a case moves the person from is left out in any case. */
  readonly leaving?: Leaving | undefined;
  readonly awardId?: string | null | undefined;
}

/** Everything that decides eligibility, for each pair. Lock what must not change before asking. */
export async function eligibilityFacts(reader: Reader, question: FactsQuestion): Promise<BranchFacts[]> {
  const { pkg, now, awardId, pair } = question;
  const { authorityId, personId, packageId, lotId, startOn } = pkg;
  const subject = { authorityId, personId, packageId, awardId };
  const [market, moving] = await Promise.all([
    marketOf(reader, { authorityId, lotIds: [lotId], pair }),
    openCaseOf(reader, packageId),
  ]);
  const people = await peopleAt(reader, {
    branchIds: market.branchIds,
    subjects: [subject],
    now,
    leaving: leavingOf(question, moving),
  });
  const intake = await intakeFacts(reader, question, moving);
  return market.pairsIn(lotId).flatMap((one): BranchFacts[] => {
    const facts = market.factsOf(one, lotId, startOn);
    if (!facts) return [];
    const { deliveringBranchId } = one;
    const personal = people.factsOf(deliveringBranchId, subject);
    const excluded = personal.excluded ?? ledByLeaver(one, moving);
    return [{ ...facts, ...personal, excluded, ...intake(deliveringBranchId) }];
  });
}

/** The branches that the person is being moved from. */
function leavingOf({ leaving }: FactsQuestion, moving: OpenCase | null): Leaving[] {
  return [
    ...(leaving ? [leaving] : []),
    ...(moving ? [{ branchId: moving.leavingBranchId, reason: moving.cause }] : []),
  ];
}

/**
 * A branch that gives its contract up or has closed leads nobody else either; a suspended one may still have
 * another branch deliver.
 */
export function ledByLeaver(
  { branchId }: Pair,
  moving: Pick<OpenCase, 'leavingBranchId' | 'cause'> | null,
): BranchFacts['excluded'] {
  const isLed = moving?.leavingBranchId === branchId && moving.cause !== 'suspension';
  return isLed ? { by: 'move', reason: moving.cause } : null;
}

const INTAKE_DAYS = 7;
const DAY_MS = 86_400_000;

/** What each branch has taken in out of the reallocation that moves the person, where that has a cap. */
export async function intakeFacts(
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
