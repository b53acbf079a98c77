import type { CareChangeView, LedgerLineView } from '#contracts/growth-and-head-room';
import type { Page, PageRequest } from '#contracts/list-page';
import { groupedBy, keyedBy } from '#domain/collections';
import type { Reader } from '#platform/database/database';
import { growthBaselines } from '../facts/care-facts.queries.js';
import { sliceOf, toPage } from '../paging/page.js';
import { restrictionIn } from '../restrictions/restrictions.queries.js';
import { headRoomsOf, type PersonWithBranch } from './head-room.queries.js';

export interface LedgerRequest extends PageRequest {
  readonly restrictionId: string;
  readonly now: Date;
}

type ChangeRow = CareChangeView & { readonly personId: string };

/**
 * Lists the growth ledger of a restriction. It contains the people for whom the branch has cared since the
 * restriction's start. For each person, the ledger has the baseline, every change, and the head-room. Each
 * change names the permission or act that allowed it.
 *
 * @throws DomainError `restriction_not_found`
 */
export async function ledgerPage(
  reader: Reader,
  authorityId: string,
  request: LedgerRequest,
): Promise<Page<LedgerLineView>> {
  const { restrictionId, now } = request;
  const { branchId, from } = await restrictionIn(reader, authorityId, restrictionId);
  const since = new Date(from);
  const slice = sliceOf(request);
  const rows = await peopleSince(reader, { authorityId, branchId, since, ...slice });
  const page = toPage(rows, slice);
  const personIds = page.items.map(({ personId }) => personId);

  const measured = await growthBaselines(
    reader,
    [{ conditionId: restrictionId, branchId, basis: 'cumulative', from: since }],
    personIds,
  );
  const baselineOf = keyedBy(measured, ({ personId }) => personId);
  const changes = await changesSince(reader, { branchId, restrictionId, since, personIds });
  const changesOf = groupedBy(changes, ({ personId }) => personId);
  const roomOf = await headRoomsOf(reader, branchId, page.items, now, ({ id }) => id === restrictionId);

  return {
    ...page,
    items: page.items.map((person): LedgerLineView => {
      const { presentMinutes, leftMinutes } = roomOf(person);
      const { isBaselineAssumed } = person;
      return {
        personId: person.personId,
        personReference: person.reference,
        baselineMinutes: baselineOf.get(person.personId)?.baselineMinutes ?? null,
        isBaselineAssumed,
        changes: (changesOf.get(person.personId) ?? []).map(({ personId: _, ...change }) => change),
        presentMinutes,
        leftMinutes,
      };
    }),
  };
}

function peopleSince(
  reader: Reader,
  asked: {
    readonly authorityId: string;
    readonly branchId: string;
    readonly since: Date;
    readonly after: string | null;
    readonly fetch: number;
  },
): Promise<
  (PersonWithBranch & {
    readonly id: string;
    readonly reference: string;
    readonly isBaselineAssumed: boolean;
  })[]
> {
  return reader.query(
    `SELECT c.person_id AS id, c.person_id AS "personId", p.reference, c.authority_id AS "authorityId",
            array_agg(DISTINCT c.lot_id) AS "lotIds", array_agg(DISTINCT c.package_id) AS "packageIds",
            coalesce(bool_or(EXISTS (SELECT 1 FROM imported_record i WHERE i.authority_id = $2 AND i.kind = 'care'
                                     AND i.record_id = c.id::text AND i.size_assumed)), false) AS "isBaselineAssumed"
     FROM placement c JOIN person p ON p.id = c.person_id
     WHERE c.delivering_branch_id = $1 AND c.authority_id = $2 AND (c.ended_at IS NULL OR c.ended_at > $3)
       AND ($4::uuid IS NULL OR c.person_id < $4)
     GROUP BY c.person_id, p.reference, c.authority_id ORDER BY c.person_id DESC LIMIT $5`,
    [asked.branchId, asked.authorityId, asked.since, asked.after, asked.fetch],
  );
}

/**
 * Reads the changes and ends of people's care since a restriction began, oldest first. A change at the exact
 * start of the restriction is included.
 */
function changesSince(
  reader: Reader,
  asked: {
    readonly branchId: string;
    readonly restrictionId: string;
    readonly since: Date;
    readonly personIds: readonly string[];
  },
): Promise<ChangeRow[]> {
  return reader.views(
    `WITH care AS (
       SELECT * FROM placement WHERE delivering_branch_id = $1 AND person_id = ANY($2)),
     sized AS (
       SELECT c.person_id, c.id AS placement_id, c.package_id, s.from_at AS at, s.version, s.weekly_minutes AS to_minutes,
              coalesce(lag(s.weekly_minutes) OVER (PARTITION BY c.id ORDER BY s.version), 0) AS from_minutes, c.award_id
       FROM care c JOIN placement_size s ON s.placement_id = c.id),
     changed AS (
       SELECT person_id, placement_id, package_id, at, from_minutes, to_minutes,
              CASE WHEN version = 1 THEN 'started' ELSE 'varied' END AS kind,
              CASE WHEN version = 1 THEN award_id END AS award_id,
              CASE WHEN version > 1 THEN (
                SELECT v.id FROM variation v
                WHERE v.placement_id = sized.placement_id AND v.at = sized.at AND v.to_minutes = sized.to_minutes
                ORDER BY v.id LIMIT 1) END AS variation_id
       FROM sized
       UNION ALL
       SELECT person_id, id, package_id, ended_at, weekly_minutes, 0, 'ended', NULL, NULL
       FROM care WHERE ended_at IS NOT NULL)
     SELECT person_id AS "personId", at, kind, placement_id AS "placementId", package_id AS "packageId",
            from_minutes AS "fromMinutes", to_minutes AS "toMinutes", award_id AS "awardId", variation_id AS "variationId",
            ARRAY(SELECT p.id FROM permission p JOIN restriction_condition c ON c.id = p.condition_id
                  WHERE c.restriction_id = $3 AND (p.award_id = changed.award_id OR p.variation_id = changed.variation_id
                        OR (p.placement_id = changed.placement_id AND changed.kind = 'started'))
                  ORDER BY p.id) AS "permissionIds"
     FROM changed WHERE at >= $4
     ORDER BY at, placement_id, to_minutes <> 0`,
    [asked.branchId, asked.personIds, asked.restrictionId, asked.since],
  );
}
