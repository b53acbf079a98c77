import type { HeadRoomView } from '#contracts/growth-and-head-room';
import type { Page, PageRequest } from '#contracts/list-page';
import { groupedBy } from '#domain/collections';
import type { RestrictionFact } from '#domain/restrictions/facts';
import { type HeadRoom, headRoom, headRoomInWords } from '#domain/restrictions/head-room';
import { authorityIsLive, restrictionNotOver } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found, type Scope } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';
import { type CareOf, careDelivered } from '../facts/care-facts.queries.js';
import { commitWindow } from '../facts/commit-window.js';
import { sliceOf, toPage } from '../paging/page.js';
import { type Standings, standingsOf } from '../facts/restriction-facts.queries.js';

/** A person and a branch, with the person's packages that the branch delivers or was awarded. */
export interface PersonWithBranch {
  readonly personId: string;
  readonly authorityId: string;
  readonly lotIds: readonly string[];
  readonly packageIds: readonly string[];
}

export interface HeadRoomRequest extends PageRequest {
  readonly branchId: string;
  readonly now: Date;
}

/**
 * Lists by how much the care of each person of a branch may still grow. The newest people come first. An
 * authority sees only its own people, and a provider no people of an authority that is not live.
 *
 * @throws DomainError `branch_not_found` also for a branch of another provider; `branch_outside_limit`
 */
export async function headRoomPage(
  reader: Reader,
  scope: Scope,
  request: HeadRoomRequest,
): Promise<Page<HeadRoomView>> {
  const { branchId, now } = request;
  const slice = sliceOf(request);
  const [branch]: { id: string }[] = await reader.query(
    'SELECT id FROM branch WHERE id = $1 AND ($2::text IS NULL OR provider_id = $2)',
    [branchId, 'providerId' in scope ? scope.providerId : null],
  );
  found(branch, 'branch_not_found');
  await assertWithinLimit(reader, [branchId]);
  const rows: PersonRow[] = await reader.query(
    `${PEOPLE} WHERE (authority_id = $2 OR ($2::uuid IS NULL AND ${authorityIsLive('care.authority_id')}))
       AND ($3::uuid IS NULL OR person_id < $3)
     GROUP BY person_id, authority_id ORDER BY person_id DESC LIMIT $4`,
    [branchId, 'authorityId' in scope ? scope.authorityId : null, slice.after, slice.fetch],
  );
  const page = toPage(rows, slice);
  const roomOf = await headRoomsOf(reader, branchId, page.items, now);
  return { ...page, items: page.items.map((person) => toView(person, roomOf(person))) };
}

/** A row of the list of people. Its `id` is the person's id, which is the cursor of the list. */
type PersonRow = PersonWithBranch & { readonly id: string };

/** An SQL fragment that selects the people for whom branch `$1` delivers care or was awarded care. */
const PEOPLE = `
  SELECT person_id AS id, person_id AS "personId", authority_id AS "authorityId",
         array_agg(DISTINCT lot_id) AS "lotIds", array_agg(DISTINCT package_id) AS "packageIds"
  FROM (SELECT person_id, authority_id, lot_id, package_id FROM placement
        WHERE delivering_branch_id = $1 AND status = 'live'
        UNION ALL
        SELECT person_id, authority_id, lot_id, package_id FROM award
        WHERE delivering_branch_id = $1 AND status = 'awaiting_start') care`;

/**
 * Reads by how much these people's care may still grow, by branch and person. Leaves out branches without a
 * growth limit.
 */
export async function headRoomUnderLimits(
  reader: Reader,
  asked: readonly { readonly branchId: string; readonly personId: string }[],
  now: Date,
): Promise<ReadonlyMap<string, ReadonlyMap<string, HeadRoomView>>> {
  const { commitBy } = commitWindow(now);
  const limited: { branchId: string }[] = await reader.query(
    `SELECT DISTINCT r.branch_id AS "branchId"
     FROM restriction r JOIN restriction_condition c ON c.restriction_id = r.id
     WHERE r.branch_id = ANY($1) AND c.kind = 'growth_limit' AND c.removed_at IS NULL AND r.from_at <= $2
       AND ${restrictionNotOver('r', '$3')}`,
    [asked.map(({ branchId }) => branchId), commitBy, now],
  );
  const rooms = limited.map(async ({ branchId }) => {
    const personIds = asked.filter((one) => one.branchId === branchId).map(({ personId }) => personId);
    const people: PersonRow[] = await reader.query(
      `${PEOPLE} WHERE person_id = ANY($2) GROUP BY person_id, authority_id`,
      [branchId, personIds],
    );
    const roomOf = await headRoomsOf(reader, branchId, people, now);
    return [branchId, new Map(people.map((one) => [one.personId, toView(one, roomOf(one))]))] as const;
  });
  return new Map(await Promise.all(rooms));
}

/**
 * Reads by how much the care of a placement's person may still grow. All packages of the person at the
 * delivering branch count together.
 *
 * @throws DomainError `placement_not_found` also after the end of care
 */
export async function headRoomOfPlacement(
  reader: Reader,
  scope: Scope,
  placementId: string,
  now: Date,
): Promise<HeadRoomView> {
  const [authorityId, providerId] =
    'authorityId' in scope ? [scope.authorityId, null] : [null, scope.providerId];
  const rows: { branchId: string; personId: string }[] = await reader.query(
    `SELECT c.delivering_branch_id AS "branchId", c.person_id AS "personId"
     FROM placement c JOIN branch b ON b.id = c.delivering_branch_id
     WHERE c.id = $1 AND c.status = 'live' AND ($2::uuid IS NULL OR c.authority_id = $2)
       AND ($3::text IS NULL OR (b.provider_id = $3 AND ${authorityIsLive('c.authority_id')}))`,
    [placementId, authorityId, providerId],
  );
  const { branchId, personId } = found(rows[0], 'placement_not_found');
  const people: PersonRow[] = await reader.query(
    `${PEOPLE} WHERE person_id = $2 GROUP BY person_id, authority_id`,
    [branchId, personId],
  );
  const person = found(people[0], 'placement_not_found');
  const roomOf = await headRoomsOf(reader, branchId, [person], now);
  return toView(person, roomOf(person));
}

/**
 * Calculates by how much the care of any number of people may still grow with one branch. `among` selects the
 * restrictions that are considered.
 */
export async function headRoomsOf(
  reader: Reader,
  branchId: string,
  people: readonly PersonWithBranch[],
  now: Date,
  among: (restriction: RestrictionFact) => boolean = () => true,
): Promise<(person: PersonWithBranch) => HeadRoom> {
  const subjects = people.flatMap(({ personId, authorityId, packageIds }) =>
    packageIds.map((packageId) => ({ personId, authorityId, packageId })),
  );
  const standings = await standingsOf(reader, { branchIds: [branchId], subjects, now });
  const care = await careDelivered(reader, [branchId], subjects);
  return (person) => roomOf(person, branchId, standings, care, { now, among });
}

function roomOf(
  person: PersonWithBranch,
  branchId: string,
  standings: Standings,
  care: CareOf,
  { now, among }: { readonly now: Date; readonly among: (restriction: RestrictionFact) => boolean },
): HeadRoom {
  const { personId, authorityId, lotIds, packageIds } = person;
  const known = packageIds.map((packageId) => standings.of(branchId, { personId, authorityId, packageId }));
  const permissions = groupedBy(
    known.flatMap((one) => one.permissions),
    ({ id }) => id,
  );
  return headRoom({
    restrictions: (known[0]?.restrictions ?? []).filter(among),
    permissions: [...permissions.values()].flatMap(([first]) => first ?? []),
    care: { authorityId, ...care.of(branchId, person) },
    lotIds,
    ...commitWindow(now),
  });
}

function toView({ personId }: PersonWithBranch, room: HeadRoom): HeadRoomView {
  const { presentMinutes, leftMinutes, until } = room;
  return {
    personId,
    presentMinutes,
    leftMinutes,
    until: until?.toISOString() ?? null,
    inWords: headRoomInWords(room),
    conditions: room.conditions.map((condition) => ({
      ...condition,
      until: condition.until?.toISOString() ?? null,
      permissions: condition.permissions.map((one) => ({
        minutes: one.minutes,
        until: one.until.toISOString(),
      })),
    })),
  };
}
