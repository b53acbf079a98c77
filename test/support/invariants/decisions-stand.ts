import { isDeepStrictEqual } from 'node:util';
import { decideFromFrozen, type FrozenFacts } from '#domain/eligibility/frozen-facts';
import { type Ask, findAll, type InvariantCheck, type Violation } from './violation.js';

export const DECISIONS_STAND: readonly InvariantCheck[] = [
  {
    what: 'a contracted branch, or whoever may deliver for it, has no decision in a broadcast',
    sql: `SELECT b.id AS broadcast, pair.* FROM broadcast b
          JOIN LATERAL (SELECT branch_id, branch_id AS delivering_branch_id, id FROM contract WHERE authority_id = b.authority_id
                        UNION ALL
                        SELECT branch_id, delivering_branch_id, id FROM subcontract
                        WHERE authority_id = b.authority_id AND lot_id = b.lot_id) pair ON true
          JOIN event opened ON opened.subject_id = b.id::text AND opened.name = 'broadcast.opened'
          WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.subject_id = pair.id::text AND e.position > opened.position
                              AND e.name IN ('contract.recorded', 'subcontract.recorded'))
            AND NOT EXISTS (SELECT 1 FROM eligibility_decision d WHERE d.broadcast_id = b.id
                              AND d.branch_id = pair.branch_id AND d.delivering_branch_id = pair.delivering_branch_id)
            AND NOT (pair.branch_id = pair.delivering_branch_id AND EXISTS (
                       SELECT 1 FROM broadcast_facts f
                       WHERE f.broadcast_id = b.id AND f.facts->'contractedElsewhere' ? pair.branch_id))`,
  },
  {
    what: 'a branch with a contract or a subcontract for the lot was only listed as contracted elsewhere',
    sql: `SELECT b.id AS broadcast, listed.id AS branch FROM broadcast b
          JOIN broadcast_facts f ON f.broadcast_id = b.id
          CROSS JOIN LATERAL jsonb_array_elements_text(f.facts->'contractedElsewhere') listed (id)
          JOIN event opened ON opened.subject_id = b.id::text AND opened.name = 'broadcast.opened'
          JOIN (SELECT id, authority_id, lot_id, branch_id FROM contract
                UNION ALL SELECT id, authority_id, lot_id, branch_id FROM subcontract) held
            ON held.authority_id = b.authority_id AND held.lot_id = b.lot_id AND held.branch_id = listed.id
          WHERE NOT EXISTS (SELECT 1 FROM event e WHERE e.subject_id = held.id::text AND e.position > opened.position
                              AND e.name IN ('contract.recorded', 'subcontract.recorded'))`,
  },
  {
    what: 'somebody was asked who was not eligible, or was eligible and not asked',
    sql: `SELECT b.id AS broadcast, d.branch_id FROM broadcast b
          JOIN (SELECT broadcast_id, branch_id, bool_or(eligible) AS eligible FROM eligibility_decision
                GROUP BY broadcast_id, branch_id) d ON d.broadcast_id = b.id
          WHERE d.eligible <> EXISTS (SELECT 1 FROM invitation i WHERE i.broadcast_id = b.id AND i.branch_id = d.branch_id)`,
  },
  {
    what: 'a decision was made from another package, or at another instant, than its broadcast',
    sql: `SELECT b.id AS broadcast, d.branch_id, d.delivering_branch_id FROM eligibility_decision d
          JOIN broadcast b ON b.id = d.broadcast_id
          LEFT JOIN broadcast_facts s ON s.broadcast_id = b.id
          JOIN package_version v ON v.package_id = b.package_id AND v.version = b.package_version
          WHERE d.decided_at <> b.opened_at OR (s.facts->'at'->>'now')::timestamptz IS DISTINCT FROM b.opened_at
             OR s.facts->'package'->>'packageId' IS DISTINCT FROM b.package_id::text
             OR (s.facts->'package'->>'weeklyMinutes')::int IS DISTINCT FROM v.weekly_minutes
             OR d.facts->'branch'->>'deliveringBranchId' <> d.delivering_branch_id`,
  },
];

/**
 * The sentence for a violation that this file finds without SQL: a frozen decision, repeated with its stored
 * facts, has another result.
 */
export const MADE_AGAIN = 'made again from its facts, a decision comes out otherwise';

interface Stored {
  readonly broadcast: string;
  readonly branch: string;
  readonly delivering: string;
  readonly eligible: boolean;
  readonly tier: number | null;
  readonly checks: unknown;
  readonly facts: FrozenFacts;
}

/**
 * Checks docs/rules.md §6.4. Frozen decisions must be complete and never change. Repeated with its stored
 * facts, a decision must have the same result. Skips the broadcasts in `seen`, which were checked before.
 */
export async function decisionsStand(ask: Ask, seen: Set<string> = new Set()): Promise<Violation[]> {
  const stored = await ask<Stored>(
    `SELECT broadcast_id AS broadcast, branch_id AS branch, delivering_branch_id AS delivering, eligible, tier, checks,
            coalesce(s.facts, '{}') || d.facts AS facts
     FROM eligibility_decision d LEFT JOIN broadcast_facts s USING (broadcast_id) WHERE NOT broadcast_id = ANY($1) ORDER BY broadcast_id, branch_id, delivering_branch_id`,
    [[...seen]],
  );
  for (const { broadcast } of stored) seen.add(broadcast);
  const otherwise = stored
    .filter((one) => !isTheSame(one))
    .map(({ broadcast, branch, delivering }): Violation => ({
      invariant: '4 decisions stand',
      what: MADE_AGAIN,
      rows: { broadcast, branch, delivering },
    }));
  return [...(await findAll(ask, '4 decisions stand', DECISIONS_STAND)), ...otherwise];
}

function isTheSame({ facts, eligible, tier, checks }: Stored): boolean {
  const again = decideFromFrozen(facts);
  const asStored: unknown = JSON.parse(JSON.stringify({ ...again, checks: again.checks }));
  const { eligible: e, tier: t, checks: c } = asStored as Stored;
  return isDeepStrictEqual({ e, t, c }, { e: eligible, t: tier, c: checks });
}
