import type { CareDifferenceView, ReconciliationDetail, ReconciliationView } from '#contracts/cut-over';
import type { Page, PageRequest } from '#contracts/list-page';
import type { CareLine, TotalLine } from '#domain/cut-over/compare-care';
import { referenceKey } from '#domain/imports/read-cell';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { sliceOf, toPage } from '../paging/page.js';

const RECONCILIATIONS = `
  SELECT r.id, r.day, r.totals_name AS "totalsName", r.totals_at AS "totalsAt", r.people_name AS "peopleName",
         r.people_at AS "peopleAt", coalesce(user_name(r.made_by), '') AS "madeBy",
         (SELECT count(*)::int FROM care_difference d WHERE d.seen_in = r.id AND d.settled_at IS NULL) AS "openDifferences"
  FROM reconciliation r WHERE r.authority_id = $1`;

/** Lists the comparisons of an authority, the newest first. */
export async function reconciliationPage(
  reader: Reader,
  authorityId: string,
  request: PageRequest,
): Promise<Page<ReconciliationView>> {
  const slice = sliceOf(request);
  const rows: ReconciliationView[] = await reader.views(
    `${RECONCILIATIONS} AND ($2::uuid IS NULL OR r.id < $2) ORDER BY r.id DESC LIMIT $3`,
    [authorityId, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/** Reads a comparison with its sums. @throws DomainError `reconciliation_not_found` also for one of another authority */
export async function reconciliationIn(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<ReconciliationDetail> {
  const [row]: ReconciliationView[] = await reader.views(`${RECONCILIATIONS} AND r.id = $2`, [
    authorityId,
    id,
  ]);
  const view = found(row, 'reconciliation_not_found');
  const totals: ReconciliationDetail['totals'] = await reader.views(
    `SELECT t.branch_id AS "branchId", b.name AS "branchName", t.lot_code AS "lotCode", t.people_here AS "peopleHere",
            t.minutes_here AS "minutesHere", t.people_there AS "peopleThere", t.minutes_there AS "minutesThere"
     FROM reconciliation_total t LEFT JOIN branch b ON b.id = t.branch_id
     WHERE t.reconciliation_id = $1 AND t.authority_id = $2 ORDER BY b.name, t.branch_id, t.lot_code`,
    [id, authorityId],
  );
  return { ...view, totals };
}

const DIFFERENCES = `
  SELECT d.id, d.kind, d.case_number AS "caseNumber",
         CASE WHEN d.case_number IS NOT NULL THEN
           (SELECT coalesce(n.merged_into_id, n.id) FROM person n WHERE n.authority_id = $1 AND n.reference = d.case_number) END AS "personId",
         coalesce(h.name, d.branch_here) AS "branchHere", coalesce(t.name, d.branch_there) AS "branchThere",
         d.lot_code AS "lotCode", d.people_here AS "peopleHere", d.people_there AS "peopleThere",
         d.minutes_here AS "minutesHere", d.minutes_there AS "minutesThere", d.found_at AS "foundAt",
         user_name(d.owner_id) AS "ownerName", d.due_at AS "dueAt", d.settled_at AS "settledAt",
         user_name(d.settled_by) AS "settledBy", d.outcome, d.reason
  FROM care_difference d LEFT JOIN branch h ON h.id = d.branch_here LEFT JOIN branch t ON t.id = d.branch_there
  WHERE d.authority_id = $1`;

export interface DifferencesAsked extends PageRequest {
  /** If false, only differences that are settled are listed. */
  readonly isOpen: boolean;
}

/** Lists the differences of an authority in the order in which they were found. */
export async function differencePage(
  reader: Reader,
  authorityId: string,
  { isOpen, ...request }: DifferencesAsked,
): Promise<Page<CareDifferenceView>> {
  const slice = sliceOf(request);
  const rows: CareDifferenceView[] = await reader.views(
    `${DIFFERENCES} AND (d.settled_at IS NULL) = $2 AND ($3::uuid IS NULL OR d.id > $3) ORDER BY d.id LIMIT $4`,
    [authorityId, isOpen, slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/** @throws DomainError `care_difference_not_found` also for a difference of another authority */
export async function differenceIn(
  reader: Reader,
  authorityId: string,
  id: string,
): Promise<CareDifferenceView> {
  const [row]: CareDifferenceView[] = await reader.views(`${DIFFERENCES} AND d.id = $2`, [authorityId, id]);
  return found(row, 'care_difference_not_found');
}

/** Sums the live care of an authority by the contracted branch and the lot. */
export const totalsHere = (reader: Reader, authorityId: string): Promise<TotalLine[]> =>
  reader.query(
    `SELECT p.branch_id AS "branchId", l.code AS "lotCode", count(DISTINCT p.person_id)::int AS people,
            sum(p.weekly_minutes)::int AS "weeklyMinutes"
     FROM placement p JOIN lot l ON l.id = p.lot_id
     WHERE p.authority_id = $1 AND p.status = 'live' GROUP BY p.branch_id, l.code`,
    [authorityId],
  );

/** Lists the live care of each person by the contracted branch. */
export const peopleHere = (reader: Reader, authorityId: string): Promise<CareLine[]> =>
  reader.query(
    `SELECT n.reference AS "caseNumber", p.branch_id AS "branchId", sum(p.weekly_minutes)::int AS "weeklyMinutes"
     FROM placement p JOIN person n ON n.id = p.person_id
     WHERE p.authority_id = $1 AND p.status = 'live' GROUP BY n.reference, p.branch_id`,
    [authorityId],
  );

/**
 * Names the kept record wherever a line of the council's figures has the case number of a record that was merged into it
 * (docs/rules.md §1.1).
 */
export async function withKeptRecords(
  reader: Reader,
  authorityId: string,
  lines: readonly CareLine[],
): Promise<CareLine[]> {
  const merged = await reader.query<{ key: string; caseNumber: string }>(
    `SELECT p.reference_key AS key, kept.reference AS "caseNumber"
     FROM person p JOIN person kept ON kept.id = p.merged_into_id
     WHERE p.authority_id = $1 AND p.reference_key = ANY ($2::text[])`,
    [authorityId, lines.map(({ caseNumber }) => referenceKey(caseNumber))],
  );
  const kept = new Map(merged.map(({ key, caseNumber }) => [key, caseNumber]));
  return lines.map((line) => ({
    ...line,
    caseNumber: kept.get(referenceKey(line.caseNumber)) ?? line.caseNumber,
  }));
}
