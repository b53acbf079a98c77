import type { PackageStanding } from '#contracts/packages';
import type { PersonSummary } from '#contracts/people';
import { caseIsOpen } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';
import { awardView } from '../awards/awards.queries.js';
import { broadcastPage } from '../broadcasts/broadcasts.queries.js';
import { placementView } from '../care/placements.queries.js';
import { variationRequestIn } from '../placements/variation-requests.queries.js';
import { caseView } from '../reallocations/reallocations.queries.js';
import { packageView } from '../packages/packages.queries.js';

/**
 * The rows that a package's overview shows: person, owner, award, placement, open case and variation
 * requests.
 */
interface Attached {
  readonly person: PersonSummary;
  readonly ownerName: string | null;
  readonly awardId: string | null;
  readonly placementId: string | null;
  readonly caseId: string | null;
  readonly requestIds: readonly string[];
}

const MOST_ROUNDS = 200;

/** @throws DomainError `package_not_found` */
export async function packageStanding(
  reader: Reader,
  authorityId: string,
  id: string,
  now: Date,
): Promise<PackageStanding> {
  const pkg = await packageView(reader, authorityId, id);
  const { person, ownerName, awardId, placementId, caseId, requestIds } = await attachedTo(reader, id);
  const { items: broadcasts } = await broadcastPage(reader, authorityId, {
    packageId: id,
    limit: MOST_ROUNDS,
  });
  const award = awardId === null ? null : await awardView(reader, authorityId, awardId);
  const placement = placementId === null ? null : await placementView(reader, placementId, now);
  const openCase = caseId === null ? null : await caseView(reader, caseId);
  const requests = requestIds.map((one) => variationRequestIn(reader, { authorityId }, one));
  const variationRequests = await Promise.all(requests);
  const branches = [award, placement, ...variationRequests].flatMap((one) =>
    one ? [one.deliveringBranchId, 'branchId' in one ? one.branchId : one.deliveringBranchId] : [],
  );
  const branchNames = await namesOf(reader, branches);
  return {
    package: pkg,
    person,
    ownerName,
    broadcasts,
    award,
    placement,
    variationRequests,
    openCase,
    branchNames,
  };
}

async function attachedTo(reader: Reader, packageId: string): Promise<Attached> {
  const [row]: Attached[] = await reader.query(
    `SELECT jsonb_build_object('id', s.id, 'reference', s.reference, 'livesAlone', s.lives_alone,
              'postcodeDistrict', split_part(s.postcode, ' ', 1)) AS person, u.name AS "ownerName",
            (SELECT CASE WHEN a.status <> 'withdrawn' THEN a.id END
             FROM broadcast b JOIN offer o ON o.broadcast_id = b.id JOIN award a ON a.offer_id = o.id
             WHERE b.package_id = p.id ORDER BY a.id DESC LIMIT 1) AS "awardId",
            (SELECT id FROM placement
             WHERE authority_id = p.authority_id AND person_id = p.person_id AND package_id = p.id
             ORDER BY status = 'live' DESC, id DESC LIMIT 1) AS "placementId",
            (SELECT c.id FROM reallocation_case c WHERE c.authority_id = p.authority_id AND c.package_id = p.id
               AND ${caseIsOpen('c')} LIMIT 1) AS "caseId",
            ARRAY(SELECT id FROM variation_request WHERE authority_id = p.authority_id AND package_id = p.id
                    AND status = 'requested' ORDER BY id) AS "requestIds"
     FROM package p JOIN person s ON s.id = p.person_id LEFT JOIN app_user u ON u.id = p.next_action_owner_id
     WHERE p.id = $1`,
    [packageId],
  );
  return found(row, 'package_not_found');
}

async function namesOf(reader: Reader, ids: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const rows: { id: string; name: string }[] = await reader.query(
    'SELECT id, name FROM branch WHERE id = ANY($1)',
    [ids],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}
