import type { Page, PageRequest } from '#contracts/list-page';
import type { PackageStatus, PackageView, StoryEntry } from '#contracts/packages';
import { answersAreSealed, isAnswerEvent } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { containing, sliceOf, toPage } from '../paging/page.js';

/**
 * The reason of the user who closed broadcast `b` early. Null for events of other closings. The reason of a cancellation
 * replaces `close_reason`, so that column counts only for broadcasts closed before `early_reason` was kept.
 */
const EARLY_REASON = `CASE WHEN e.payload->>'cause' = 'early'
  THEN coalesce(b.early_reason, CASE WHEN b.status <> 'cancelled' THEN b.close_reason END) END`;

const PACKAGE_VIEW = `
  SELECT p.id, p.reference, p.person_id AS "personId", p.status, p.lot_id AS "lotId", l.name AS "lotName",
         p.postcode_district AS "postcodeDistrict", p.postcode_sector AS "postcodeSector", p.urgency, p.visits, p.needs,
         p.note, p.weekly_minutes AS "weeklyMinutes", p.version, p.next_action AS "nextAction",
         p.next_action_owner_id AS "nextActionOwnerId", p.next_action_due_at AS "nextActionDueAt",
         b.id AS "broadcastId", p.created_at AS "createdAt"
  FROM package p
  JOIN lot l ON l.id = p.lot_id
  LEFT JOIN LATERAL (SELECT id FROM broadcast WHERE package_id = p.id ORDER BY round DESC LIMIT 1) b ON true`;

/** @throws DomainError `package_not_found` */
export async function packageView(reader: Reader, authorityId: string, id: string): Promise<PackageView> {
  const [row]: PackageView[] = await reader.views(`${PACKAGE_VIEW} WHERE p.authority_id = $1 AND p.id = $2`, [
    authorityId,
    id,
  ]);
  return found(row, 'package_not_found');
}

export interface PackagesAsked extends PageRequest {
  readonly status?: PackageStatus;
  readonly lotId?: string;
  readonly personId?: string;
  /** The branch to filter by: only packages whose live care this branch delivers are listed. */
  readonly deliveredBy?: string;
  /** A text to search for in package references, lot names and postcode sectors. */
  readonly search?: string;
}

/** Lists packages, newest first. */
export async function packagePage(
  reader: Reader,
  authorityId: string,
  { status, lotId, personId, deliveredBy, search, ...request }: PackagesAsked,
): Promise<Page<PackageView>> {
  const slice = sliceOf(request);
  const rows: PackageView[] = await reader.views(
    `${PACKAGE_VIEW}
     WHERE p.authority_id = $1 AND ($2::uuid IS NULL OR p.id < $2) AND ($3::text IS NULL OR p.status = $3)
       AND ($4::uuid IS NULL OR p.lot_id = $4)
       AND ($5::text IS NULL OR concat_ws(' ', p.reference, l.name, p.postcode_sector) ILIKE $5)
       AND ($7::uuid IS NULL OR p.person_id = $7)
       AND ($8::text IS NULL OR p.id IN (SELECT c.package_id FROM placement c
         WHERE c.authority_id = $1 AND c.delivering_branch_id = $8 AND c.status = 'live'))
     ORDER BY p.id DESC LIMIT $6`,
    [
      authorityId,
      slice.after,
      status ?? null,
      lotId ?? null,
      containing(search),
      slice.fetch,
      personId ?? null,
      deliveredBy ?? null,
    ],
  );
  return toPage(rows, slice);
}

/**
 * Lists the events of a package, newest first. While the answers to a broadcast are sealed, leaves out the events
 * that tell which branches answered.
 */
export async function packageStory(
  reader: Reader,
  authorityId: string,
  id: string,
  request: PageRequest,
): Promise<Page<StoryEntry>> {
  const slice = sliceOf(request);
  await packageView(reader, authorityId, id);
  const rows: StoryEntry[] = await reader.views(
    `SELECT e.id, e.at, e.name, e.payload AS facts,
            e.actor_id AS "actorId",
            u.name AS "actorName",
            br.name AS "branchName",
            dbr.name AS "deliveringBranchName",
            CASE e.name
              WHEN 'package.withdrawn' THEN p.withdraw_reason
              WHEN 'broadcast.extended' THEN x.reason
              WHEN 'broadcast.closed' THEN ${EARLY_REASON}
              WHEN 'broadcast.unfilled' THEN ${EARLY_REASON}
              WHEN 'broadcast.cancelled' THEN b.close_reason
              WHEN 'award.made' THEN a.reason
              WHEN 'award.withdrawn' THEN a.withdraw_reason
              WHEN 'award.contact_tried' THEN ca.note
              WHEN 'placement.varied' THEN v.reason
              WHEN 'case.changed' THEN CASE WHEN e.payload->>'to' = 'kept' THEN c.reason END
              WHEN 'placement.ended' THEN pl.end_note
              WHEN 'variation.requested' THEN r.reason
              WHEN 'variation.refused' THEN r.decision_reason
            END AS reason
     FROM event e
     JOIN package p ON p.id = e.package_id
     LEFT JOIN broadcast b ON b.id = (e.payload->>'broadcastId')::uuid
     LEFT JOIN award a ON a.id = (e.payload->>'awardId')::uuid
     LEFT JOIN contact_attempt ca ON ca.id = (e.payload->>'contactAttemptId')::uuid
     LEFT JOIN broadcast_extension x ON x.broadcast_id = b.id AND x.at = e.at
     LEFT JOIN variation v ON v.placement_id = (e.payload->>'placementId')::uuid AND v.at = e.at
     LEFT JOIN reallocation_case c ON c.id = (e.payload->>'caseId')::uuid
     LEFT JOIN placement pl ON pl.id = (e.payload->>'placementId')::uuid
     LEFT JOIN variation_request r ON r.id = (e.payload->>'variationRequestId')::uuid
     LEFT JOIN app_user u ON u.id = e.actor_id
     LEFT JOIN offer o ON o.id = (e.payload->>'offerId')::uuid
     LEFT JOIN branch br ON br.id = coalesce(e.payload->>'branchId', o.branch_id)
     LEFT JOIN branch dbr ON dbr.id = coalesce(e.payload->>'deliveringBranchId', o.delivering_branch_id)
     WHERE e.authority_id = $1 AND e.package_id = $2 AND e.position IS NOT NULL
       AND e.name <> 'broadcast.offers_changed'
       AND NOT (${isAnswerEvent('e')} AND coalesce(${answersAreSealed('b')}, false))
       AND ($3::uuid IS NULL OR e.position < (SELECT l.position FROM event l
                                              WHERE l.id = $3 AND l.authority_id = $1 AND l.package_id = $2))
     ORDER BY e.position DESC LIMIT $4`,
    [authorityId, id, slice.after, slice.fetch],
  );
  return toPage(rows.map(withoutDigests), slice);
}

/** Leaves out the digests of an event, which only the verification of the log reads. */
function withoutDigests({ facts, ...entry }: StoryEntry): StoryEntry {
  const { digests: _, ...told } = facts;
  return { ...entry, facts: told };
}
