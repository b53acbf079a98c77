import type { BranchRatings, Registration } from '#contracts/providers';
import type { BranchFacts, PackageFacts } from '#domain/eligibility/facts';
import type { Reader } from '#platform/database/database';
import { intakeOf, type OpenCase, openCaseOf } from '../reallocations/open-case.queries.js';
import { restrictionsOf } from '../restrictions/restriction-facts.queries.js';
import { careDelivered } from './care-facts.queries.js';

/** A contracted branch, and the one that would deliver: itself, or its subcontractor on record. */
export interface Pair {
  readonly branchId: string;
  readonly deliveringBranchId: string;
}

export interface FactsQuestion {
  readonly pkg: PackageFacts;
  readonly now: Date;
  /** Only this pair; absent, every branch contracted to the authority and whoever may deliver for it. */
  readonly pair?: Pair;
  /** A branch that is let go, and why; one that a case moves the person from is left out in any case. */
  readonly leaving?: { readonly branchId: string; readonly reason: string };
  readonly awardId?: string | null;
}

/** Everything that decides eligibility, for each pair. Lock what must not change before asking. */
export async function eligibilityFacts(reader: Reader, question: FactsQuestion): Promise<BranchFacts[]> {
  const { pkg, now } = question;
  const pairs = question.pair ? [question.pair] : await contractedPairs(reader, pkg);
  const branchIds = [...new Set(pairs.flatMap((pair) => [pair.branchId, pair.deliveringBranchId]))];

  const contracts = groupedBy(await contractsOf(reader, branchIds, pkg), (row) => row.branchId);
  const subcontracts = await subcontractsOf(reader, pkg);
  const branches = keyed(await branchesOf(reader, branchIds), (row) => row.id);
  const capacities = keyed(await capacitiesOf(reader, branchIds, pkg), (row) => row.branchId);
  const exclusions = keyed(await exclusionsOf(reader, pkg), (row) => row.branchId);
  const care = keyed(
    await careDelivered(reader, branchIds, pkg.personId, question.awardId ?? null),
    (row) => row.branchId,
  );
  const moving = await openCaseOf(reader, pkg.packageId);
  const left = leavingOf(question, moving);
  const intake = await intakeFacts(reader, question, moving);
  const standing = await restrictionsOf(reader, branchIds, { ...pkg, now, awardId: question.awardId });

  return pairs.flatMap((pair): BranchFacts[] => {
    const branch = branches.get(pair.deliveringBranchId);
    if (!branch) return [];
    const delivered = care.get(pair.deliveringBranchId);
    const excluded = exclusions.get(pair.deliveringBranchId);
    return [
      {
        leadBranchId: pair.branchId,
        deliveringBranchId: pair.deliveringBranchId,
        contracts: contracts.get(pair.branchId) ?? [],
        subcontract: subcontracts.find((row) => isPair(row, pair)) ?? null,
        registration: branch.registration,
        ...standing(pair.deliveringBranchId),
        capacity: capacities.get(pair.deliveringBranchId) ?? null,
        capabilities: branch.capabilities,
        ratings: branch.ratings,
        care: {
          personMinutesNow: delivered?.personMinutesNow ?? 0,
          personAwardedMinutes: delivered?.personAwardedMinutes ?? 0,
          branchMinutesNow: delivered?.branchMinutesNow ?? 0,
        },
        excluded: excluded ? { by: 'person', reason: excluded.reason } : left(pair),
        ...intake(pair.deliveringBranchId),
      },
    ];
  });
}

/**
 * Whether a pair is what the person is being moved from: the branch that delivers or, where it gives its
 * contract up or has closed, also the one that leads. A suspended lead may have another branch deliver.
 */
function leavingOf(
  { leaving }: FactsQuestion,
  moving: OpenCase | null,
): (pair: Pair) => { readonly by: 'move'; readonly reason: string } | null {
  return ({ branchId, deliveringBranchId }) => {
    if (leaving?.branchId === deliveringBranchId) return { by: 'move', reason: leaving.reason };
    if (!moving) return null;
    const left = moving.cause === 'suspension' ? [deliveringBranchId] : [branchId, deliveringBranchId];
    return left.includes(moving.leavingBranchId) ? { by: 'move', reason: moving.cause } : null;
  };
}

const INTAKE_DAYS = 7;
const DAY_MS = 86_400_000;

/** What each branch has taken in out of the reallocation that moves the person, where that has a cap. */
async function intakeFacts(
  reader: Reader,
  { pkg, now }: FactsQuestion,
  moving: OpenCase | null,
): Promise<(branchId: string) => Pick<BranchFacts, 'intake'>> {
  const capPeople = moving?.intakeCap ?? null;
  if (!moving || capPeople === null) return () => ({});
  const since = new Date(now.getTime() - INTAKE_DAYS * DAY_MS);
  const taken = await intakeOf(reader, moving.reallocationId, { since, exceptPackageId: pkg.packageId });
  return (branchId) => ({ intake: { capPeople, takenPeople: taken.get(branchId) ?? 0 } });
}

const isPair = (a: Pair, b: Pair): boolean =>
  a.branchId === b.branchId && a.deliveringBranchId === b.deliveringBranchId;

/** Ordered, so that the decisions of a broadcast are stored and shown the same way on every run. */
function contractedPairs(reader: Reader, { authorityId, lotId }: PackageFacts): Promise<Pair[]> {
  return reader.query(
    `SELECT DISTINCT branch_id AS "branchId", branch_id AS "deliveringBranchId" FROM contract WHERE authority_id = $1
     UNION
     SELECT branch_id, delivering_branch_id FROM subcontract WHERE authority_id = $1 AND lot_id = $2
     ORDER BY 1, 2`,
    [authorityId, lotId],
  );
}

function contractsOf(
  reader: Reader,
  branchIds: readonly string[],
  { authorityId, lotId }: PackageFacts,
): Promise<(BranchFacts['contracts'][number] & { branchId: string })[]> {
  return reader.query(
    `SELECT id, branch_id AS "branchId", tier, rank_in_tier AS "rankInTier", starts_on AS "startsOn", ends_on AS "endsOn"
     FROM contract WHERE authority_id = $1 AND lot_id = $2 AND branch_id = ANY($3) ORDER BY starts_on`,
    [authorityId, lotId, branchIds],
  );
}

/** The newest one of each pair decides. */
function subcontractsOf(
  reader: Reader,
  { authorityId, lotId, startOn }: PackageFacts,
): Promise<(Pair & NonNullable<BranchFacts['subcontract']>)[]> {
  return reader.query(
    `SELECT DISTINCT ON (branch_id, delivering_branch_id) branch_id AS "branchId",
            delivering_branch_id AS "deliveringBranchId", id, starts_on AS "startsOn", ends_on AS "endsOn"
     FROM subcontract WHERE authority_id = $1 AND lot_id = $2
     ORDER BY branch_id, delivering_branch_id, (daterange(starts_on, ends_on, '[]') @> $3::date) DESC, starts_on DESC`,
    [authorityId, lotId, startOn],
  );
}

function branchesOf(
  reader: Reader,
  branchIds: readonly string[],
): Promise<
  {
    id: string;
    registration: Registration;
    capabilities: BranchFacts['capabilities'];
    ratings: BranchRatings;
  }[]
> {
  return reader.query(
    `SELECT id, capabilities, ratings,
            jsonb_build_object('status', registration_status, 'dormant', dormant, 'personalCare', personal_care) AS registration
     FROM branch WHERE id = ANY($1)`,
    [branchIds],
  );
}

function capacitiesOf(
  reader: Reader,
  branchIds: readonly string[],
  { authorityId, lotId }: PackageFacts,
): Promise<(NonNullable<BranchFacts['capacity']> & { branchId: string })[]> {
  return reader.query(
    `SELECT branch_id AS "branchId", spare_minutes AS "spareMinutes", bands, double_ups AS "doubleUps", declared_at AS "declaredAt"
     FROM capacity WHERE authority_id = $1 AND lot_id = $2 AND branch_id = ANY($3)`,
    [authorityId, lotId, branchIds],
  );
}

function exclusionsOf(
  reader: Reader,
  { authorityId, personId }: PackageFacts,
): Promise<{ branchId: string; reason: string }[]> {
  return reader.query(
    'SELECT branch_id AS "branchId", reason FROM person_exclusion WHERE authority_id = $1 AND person_id = $2',
    [authorityId, personId],
  );
}

function keyed<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [key(row), row]));
}

function groupedBy<T>(rows: readonly T[], key: (row: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
  return groups;
}
