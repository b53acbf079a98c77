import type { BranchFacts, CapacityFact, ContractFact, SubcontractFact } from '#domain/eligibility/facts';
import { subcontractOn } from '#domain/eligibility/contract-rule';
import type { Reader } from '#platform/database/database';
import type { OpenCase } from '../facts/open-case.queries.js';
import { standingsOf } from '../facts/restriction-facts.queries.js';
import { type FactsQuestion, intakeFacts, ledByLeaver } from './eligibility-facts.queries.js';
import type { Pair } from './market.queries.js';
import { excludedBy } from './personal-facts.queries.js';

/** What is read of one pair in one statement. */
export interface PairRow {
  readonly contracts: readonly ContractFact[];
  readonly subcontracts: readonly SubcontractFact[];
  /** Null where the branch that would deliver is not on the register. */
  readonly deliverer: Pick<BranchFacts, 'registration' | 'capabilities' | 'ratings'> | null;
  readonly capacity: (Omit<CapacityFact, 'declaredAt'> & { readonly declaredAt: string }) | null;
  readonly care: BranchFacts['care'];
  readonly exclusion: string | null;
  readonly moving: Pick<OpenCase, 'reallocationId' | 'cause' | 'leavingBranchId' | 'intakeCap'> | null;
  /** Whether any restriction binds the branch that would deliver. */
  readonly isBound: boolean;
}

/**
 * The columns of a `PairRow`: for a package `p`, the contracted branch's id, the delivering one's and an instant, all as
 * SQL. The same facts as those of `eligibilityFacts`, in one statement for one pair. Each is a question of its own and
 * none is joined: PostgreSQL weighs every order of a join of ten tables, which takes it longer than to answer.
 */
export const pairColumns = (lead: string, deliverer: string, at: string): string => `
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'tier', l.tier, 'rankInTier', l.rank_in_tier,
            'startsOn', l.starts_on, 'endsOn', l.ends_on) ORDER BY l.starts_on), '[]')
   FROM contract l WHERE l.authority_id = p.authority_id AND l.lot_id = p.lot_id AND l.branch_id = ${lead}) AS contracts,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'startsOn', s.starts_on, 'endsOn', s.ends_on)
            ORDER BY s.starts_on DESC, s.id), '[]')
   FROM subcontract s WHERE s.authority_id = p.authority_id AND s.lot_id = p.lot_id AND s.branch_id = ${lead}
     AND s.delivering_branch_id = ${deliverer}) AS subcontracts,
  (SELECT jsonb_build_object('capabilities', d.capabilities, 'ratings', d.ratings, 'registration', jsonb_build_object(
            'status', d.registration_status, 'dormant', d.dormant, 'personalCare', d.personal_care))
   FROM branch d WHERE d.id = ${deliverer}) AS deliverer,
  (SELECT jsonb_build_object('spareMinutes', k.spare_minutes, 'bands', k.bands, 'doubleUps', k.double_ups,
            'declaredAt', k.declared_at)
   FROM capacity k
   WHERE k.authority_id = p.authority_id AND k.branch_id = ${deliverer} AND k.lot_id = p.lot_id) AS capacity,
  (SELECT jsonb_build_object(
            'personMinutesNow', coalesce(sum(live) FILTER (WHERE person_id = p.person_id), 0),
            'personAwardedMinutes', coalesce(sum(awarded) FILTER (WHERE person_id = p.person_id), 0),
            'branchMinutesNow', coalesce(sum(live + awarded), 0))
   FROM (SELECT person_id, weekly_minutes AS live, 0 AS awarded
         FROM placement WHERE delivering_branch_id = ${deliverer} AND status = 'live'
         UNION ALL
         SELECT person_id, 0, weekly_minutes
         FROM award WHERE delivering_branch_id = ${deliverer} AND status = 'awaiting_start') work) AS care,
  (SELECT x.reason FROM person_exclusion x WHERE x.authority_id = p.authority_id AND x.person_id = p.person_id
     AND x.branch_id = ${deliverer}) AS exclusion,
  (SELECT jsonb_build_object('reallocationId', r.id, 'cause', r.cause, 'leavingBranchId', r.branch_id,
            'intakeCap', r.intake_cap)
   FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
   WHERE c.package_id = p.id AND c.status NOT IN ('moved', 'kept', 'ended')) AS moving,
  EXISTS (SELECT FROM restriction r WHERE r.branch_id = ${deliverer} AND (r.lifted_at IS NULL OR r.lifted_at > ${at})
          AND (r.to_at IS NULL OR r.to_at > ${at})) AS "isBound"`;

/** The facts that a row gives; what only few pairs have, restrictions and an intake's cap, is asked for besides. */
export async function pairFacts(
  reader: Reader,
  row: PairRow,
  question: FactsQuestion & { readonly pair: Pair },
): Promise<BranchFacts | null> {
  const { pkg, now, pair } = question;
  const { deliveringBranchId } = pair;
  if (!row.deliverer) return null;
  const subject = { authorityId: pkg.authorityId, personId: pkg.personId, packageId: pkg.packageId };
  const standings = row.isBound
    ? await standingsOf(reader, { branchIds: [deliveringBranchId], subjects: [subject], now })
    : undefined;
  const { moving } = row;
  const leaving = moving ? [{ branchId: moving.leavingBranchId, reason: moving.cause }] : [];
  const intake = await intakeFacts(reader, question, moving);
  return {
    leadBranchId: pair.branchId,
    deliveringBranchId,
    contracts: row.contracts,
    subcontract: subcontractOn(row.subcontracts, pkg.startOn),
    ...row.deliverer,
    ...(standings?.of(deliveringBranchId, subject) ?? { restrictions: [], permissions: [] }),
    capacity: row.capacity && { ...row.capacity, declaredAt: new Date(row.capacity.declaredAt) },
    care: row.care,
    excluded:
      excludedBy(row.exclusion ?? undefined, deliveringBranchId, leaving) ?? ledByLeaver(pair, moving),
    ...intake(deliveringBranchId),
  };
}
