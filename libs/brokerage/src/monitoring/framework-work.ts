import { ENDING_DAYS, WITHDRAWAL_DAYS } from '#contracts/framework';
import {
  bearsCareOn,
  branchOwner,
  endOfLondonDay,
  frameworkOwner,
  isLiveOn,
  londonDay,
  startOfLondonDay,
} from '#domain/rules-in-sql';

/** The kinds of work that are about the framework, as a list of SQL. */
export const FRAMEWORK_KINDS = `'contract', 'subcontract', 'check', 'capability'`;

/** Today's date in London. `$5` is the present instant. */
const TODAY = londonDay('$5::timestamptz');
const beforeEnd = (day: string): string => `(${endOfLondonDay(day)} - interval '${ENDING_DAYS} days')`;

const careUnder = (alias: string): string => `
  placement x ON x.authority_id = ${alias}.authority_id AND x.branch_id = ${alias}.branch_id
    AND x.lot_id = ${alias}.lot_id AND x.status = 'live'`;

/** True if the branch has a contract in the lot on the day after contract `c` ends. Then its care has a contract. */
const HAS_SUCCESSOR = `EXISTS (
  SELECT 1 FROM contract n WHERE n.authority_id = c.authority_id AND n.branch_id = c.branch_id AND n.lot_id = c.lot_id
    AND ${isLiveOn('n', 'c.ends_on + 1')})`;

/**
 * An SQL fragment that selects the work of the framework of authority `$1` (docs/rules.md §3.5.2): live care under a
 * contract that has ended or ends soon, care of a subcontractor whose subcontract has ended or ends soon, checks of
 * branches with a contract that have run out, and care that needs a capability its branch has withdrawn. Each is due when
 * the contract, subcontract or check ends, or two days after the withdrawal.
 */
export const FRAMEWORK_WORK = `
    SELECT 'contract', c.id, NULL, c.branch_id, CASE WHEN c.ends_on < ${TODAY} THEN 'contract_ended' ELSE 'contract_ending' END,
           ${frameworkOwner('c')}, ${endOfLondonDay('c.ends_on')}, ${beforeEnd('c.ends_on')}, c.lot_id, sum(x.weekly_minutes)::int
    FROM contract c JOIN ${careUnder('c')}
    WHERE c.authority_id = $1 AND c.ends_on <= ${TODAY} + ${ENDING_DAYS} AND ${bearsCareOn('c', TODAY)} AND NOT ${HAS_SUCCESSOR}
    GROUP BY c.id
    UNION ALL
    SELECT 'subcontract', s.id, NULL, s.delivering_branch_id,
           CASE WHEN s.ends_on < ${TODAY} THEN 'subcontract_ended' ELSE 'subcontract_ending' END, ${frameworkOwner('s')},
           ${endOfLondonDay('s.ends_on')}, ${beforeEnd('s.ends_on')}, s.lot_id, sum(x.weekly_minutes)::int
    FROM subcontract s JOIN ${careUnder('s')} AND x.delivering_branch_id = s.delivering_branch_id
    WHERE s.authority_id = $1 AND s.starts_on <= ${TODAY} AND s.ends_on <= ${TODAY} + ${ENDING_DAYS} AND NOT EXISTS (
      SELECT 1 FROM subcontract o WHERE o.authority_id = $1 AND o.branch_id = s.branch_id AND o.lot_id = s.lot_id
        AND o.delivering_branch_id = s.delivering_branch_id
        AND (o.ends_on IS NULL OR o.ends_on > s.ends_on OR (o.ends_on = s.ends_on AND o.id > s.id)))
    GROUP BY s.id
    UNION ALL
    SELECT 'check', k.id, NULL, k.branch_id, 'check_run_out', ${frameworkOwner('k')},
           ${startOfLondonDay('k.review_on')}, k.recorded_at, NULL, NULL
    FROM contract_check k
    WHERE k.authority_id = $1 AND k.review_on <= ${TODAY}
      AND NOT EXISTS (SELECT 1 FROM contract_check o WHERE o.authority_id = $1 AND o.branch_id = k.branch_id
                        AND o.kind = k.kind AND o.id > k.id)
      AND EXISTS (SELECT 1 FROM contract c WHERE c.authority_id = $1 AND c.branch_id = k.branch_id
                    AND (c.ends_on IS NULL OR c.ends_on >= ${TODAY}))
    UNION ALL
    SELECT 'capability', t.id, NULL, t.branch_id, 'capability_withdrawn', ${branchOwner('$1::uuid', 't.branch_id')},
           t.recorded_at + interval '${WITHDRAWAL_DAYS} days', t.recorded_at, NULL, sum(x.weekly_minutes)::int
    FROM capability_statement t JOIN branch b ON b.id = t.branch_id
    JOIN placement x ON x.authority_id = $1 AND x.delivering_branch_id = t.branch_id AND x.status = 'live'
    JOIN package k ON k.id = x.package_id
    WHERE t.kind = 'withdrawn' AND EXISTS (
      SELECT 1 FROM unnest(t.capabilities) lost (capability)
      WHERE lost.capability = ANY (k.needs) AND lost.capability <> ALL (b.capabilities) AND NOT EXISTS (
        SELECT 1 FROM capability_statement o WHERE o.branch_id = t.branch_id AND o.kind = 'withdrawn'
          AND lost.capability = ANY (o.capabilities) AND (o.recorded_at, o.id) > (t.recorded_at, t.id)))
    GROUP BY t.id`;
