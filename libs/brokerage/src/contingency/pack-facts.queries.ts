import type { Capability } from '#contracts/needs';
import type { ConditionKind } from '#contracts/restrictions';
import type { Visit } from '#contracts/visits';
import { contractRateOn, notEndedOn, restrictionInForce } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import type { Reader } from '#platform/database/database';

/** The live care of one person by one branch. */
export interface CareFact {
  readonly reference: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string | null;
  readonly addressLines: readonly string[];
  readonly postcode: string;
  readonly livesAlone: boolean;
  readonly packageReference: string;
  readonly lotName: string;
  readonly visits: readonly Visit[];
  readonly needs: readonly Capability[];
  readonly note: string | null;
  readonly weeklyMinutes: number;
  readonly startedAt: Date;
  readonly branchName: string;
  readonly providerName: string;
  readonly telephone: string | null;
  readonly managerName: string | null;
}

/** A piece of work that staff or a branch must do. */
export interface WorkFact {
  readonly what: string;
  readonly reference: string | null;
  readonly person: string | null;
  readonly branchName: string | null;
  readonly owner: string | null;
  readonly dueAt: Date | null;
}

export interface BranchFact {
  readonly id: string;
  readonly name: string;
  readonly providerName: string;
  readonly telephone: string | null;
  readonly managerName: string | null;
  readonly postcode: string;
  /** The kinds of conditions in force today. */
  readonly conditions: readonly ConditionKind[];
}

/** A contract of a branch in a lot, or a subcontract under it, that is not over. */
export interface ContractFact {
  readonly lotName: string;
  readonly branchName: string;
  /** The branch that delivers under a subcontract. Null for the contract itself. */
  readonly deliveringBranchName: string | null;
  readonly tier: number | null;
  readonly rankInTier: number | null;
  /** The hourly rates of today, in pence. Null for a subcontract. */
  readonly rateMinPence: number | null;
  readonly rateMaxPence: number | null;
  readonly noticeDays: number | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
}

export interface StaffFact {
  readonly name: string;
  readonly email: string;
  readonly role: string;
}

/** What a contingency pack holds about one authority. */
export interface PackFacts {
  readonly care: readonly CareFact[];
  readonly work: readonly WorkFact[];
  readonly branches: readonly BranchFact[];
  readonly contracts: readonly ContractFact[];
  readonly staff: readonly StaffFact[];
}

/** Reads what a contingency pack holds: live care, open work, branches with contacts and conditions, contracts, and staff. */
export async function packFacts(reader: Reader, authorityId: string, now: Date): Promise<PackFacts> {
  const [care, work, branches, contracts, staff] = await Promise.all([
    careFacts(reader, authorityId),
    workFacts(reader, authorityId),
    branchFacts(reader, authorityId, now),
    contractFacts(reader, authorityId, londonDate(now)),
    staffFacts(reader, authorityId),
  ]);
  return { care, work, branches, contracts, staff };
}

function careFacts(reader: Reader, authorityId: string): Promise<CareFact[]> {
  return reader.query(
    `SELECT p.reference, p.given_name AS "givenName", p.family_name AS "familyName", p.born_on AS "bornOn",
            p.address_lines AS "addressLines", p.postcode, p.lives_alone AS "livesAlone",
            k.reference AS "packageReference", l.name AS "lotName", c.visits, k.needs, k.note,
            c.weekly_minutes AS "weeklyMinutes", c.started_at AS "startedAt",
            b.name AS "branchName", v.name AS "providerName", b.telephone, b.manager_name AS "managerName"
     FROM placement c
     JOIN person p ON p.id = c.person_id
     JOIN package k ON k.id = c.package_id
     JOIN lot l ON l.id = c.lot_id
     JOIN branch b ON b.id = c.delivering_branch_id
     JOIN provider v ON v.id = b.provider_id
     WHERE c.authority_id = $1 AND c.status = 'live'
     ORDER BY v.name, b.name, p.family_name, p.given_name, k.reference`,
    [authorityId],
  );
}

function workFacts(reader: Reader, authorityId: string): Promise<WorkFact[]> {
  return reader.query(
    `WITH work AS (
       SELECT next_action AS what, id AS package_id, NULL::text AS branch_id, next_action_owner_id AS owner_id,
              next_action_due_at AS due_at
       FROM package WHERE authority_id = $1 AND next_action IS NOT NULL
       UNION ALL
       SELECT c.next_action, c.package_id, r.branch_id, c.next_action_owner_id, c.next_action_due_at
       FROM reallocation_case c JOIN reallocation r ON r.id = c.reallocation_id
       WHERE c.authority_id = $1 AND c.next_action IS NOT NULL
       UNION ALL
       SELECT 'decide_variation', package_id, delivering_branch_id, owner_id, due_at
       FROM variation_request WHERE authority_id = $1 AND status = 'requested'
       UNION ALL
       SELECT 'decide_reallocation', NULL, branch_id, owner_id, decide_by
       FROM reallocation WHERE authority_id = $1 AND status = 'proposed'
       UNION ALL
       SELECT 'look_into_' || kind, package_id, branch_id, owner_id, NULL
       FROM concern WHERE authority_id = $1 AND closed_at IS NULL
       UNION ALL
       SELECT 'answer_contest', NULL, r.branch_id, c.owner_id, c.due_at
       FROM restriction_contest c JOIN restriction r ON r.id = c.restriction_id
       WHERE c.authority_id = $1 AND c.status = 'open'
       UNION ALL
       SELECT 'update_owed_by_branch', NULL, branch_id, owner_id, due_at
       FROM branch_report WHERE authority_id = $1 AND received_at IS NULL AND ended_at IS NULL
       UNION ALL
       SELECT 'answer_dispute_of_list', NULL, branch_id, owner_id, due_at
       FROM care_dispute WHERE authority_id = $1 AND settled_at IS NULL
       UNION ALL
       SELECT 'settle_difference', NULL, coalesce(branch_here, branch_there), owner_id, due_at
       FROM care_difference WHERE authority_id = $1 AND settled_at IS NULL)
     SELECT coalesce(w.what, '') AS what, k.reference, p.given_name || ' ' || p.family_name AS person,
            coalesce(b.name, d.name) AS "branchName", u.name AS owner, w.due_at AS "dueAt"
     FROM work w
     LEFT JOIN package k ON k.id = w.package_id
     LEFT JOIN person p ON p.id = k.person_id
     LEFT JOIN award a ON a.package_id = w.package_id AND a.status = 'awaiting_start'
     LEFT JOIN branch b ON b.id = w.branch_id
     LEFT JOIN branch d ON d.id = a.delivering_branch_id
     LEFT JOIN app_user u ON u.id = w.owner_id
     ORDER BY w.due_at NULLS LAST, k.reference`,
    [authorityId],
  );
}

function branchFacts(reader: Reader, authorityId: string, now: Date): Promise<BranchFact[]> {
  return reader.query(
    `SELECT b.id, b.name, v.name AS "providerName", b.telephone, b.manager_name AS "managerName", b.postcode,
            ARRAY(SELECT DISTINCT c.kind FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id
                  WHERE r.branch_id = b.id AND c.removed_at IS NULL AND ${restrictionInForce('r', '$2')}
                    AND (r.valid_for_authority_id IS NULL OR r.valid_for_authority_id = $1)
                  ORDER BY 1) AS conditions
     FROM branch b JOIN provider v ON v.id = b.provider_id
     WHERE b.id IN (SELECT branch_id FROM contract WHERE authority_id = $1
                    UNION SELECT delivering_branch_id FROM placement WHERE authority_id = $1 AND status = 'live')
     ORDER BY v.name, b.name`,
    [authorityId, now],
  );
}

function contractFacts(reader: Reader, authorityId: string, today: string): Promise<ContractFact[]> {
  return reader.query(
    `SELECT l.name AS "lotName", b.name AS "branchName", NULL::text AS "deliveringBranchName", c.tier,
            c.rank_in_tier AS "rankInTier", ${contractRateOn('c', 'min', '$2::date')} AS "rateMinPence",
            ${contractRateOn('c', 'max', '$2::date')} AS "rateMaxPence", c.notice_days AS "noticeDays",
            c.starts_on AS "startsOn", c.ends_on AS "endsOn"
     FROM contract c JOIN branch b ON b.id = c.branch_id JOIN lot l ON l.id = c.lot_id
     WHERE c.authority_id = $1 AND ${notEndedOn('c', '$2')}
     UNION ALL
     SELECT l.name, b.name, d.name, NULL, NULL, NULL, NULL, NULL, s.starts_on, s.ends_on
     FROM subcontract s JOIN branch b ON b.id = s.branch_id JOIN branch d ON d.id = s.delivering_branch_id
     JOIN lot l ON l.id = s.lot_id
     WHERE s.authority_id = $1 AND ${notEndedOn('s', '$2')}
     ORDER BY "lotName", "deliveringBranchName" NULLS FIRST, tier, "rankInTier", "branchName"`,
    [authorityId, today],
  );
}

function staffFacts(reader: Reader, authorityId: string): Promise<StaffFact[]> {
  return reader.query(
    `SELECT name, email, role FROM app_user
     WHERE authority_id = $1 AND disabled_at IS NULL AND role IN ('officer', 'commissioner') ORDER BY name`,
    [authorityId],
  );
}
