import type { AuditEventFilter, AuditEventView, PersonReadFilter, PersonReadView } from '#contracts/audit';
import type { Page, PageRequest } from '#contracts/list-page';
import { answersAreSealed, isAnswerEvent } from '#domain/rules-in-sql';
import { addDays } from '#domain/time/iso-date';
import { londonInstant } from '#domain/time/london';
import type { Reader } from '#platform/database/database';
import { containing, sliceOf, sliceOfNumbers, toPage } from '../paging/page.js';

/** The largest number of rows in one file. An auditor narrows the period for more. */
export const MOST_EXPORTED_ROWS = 100_000;
const EXPORT_PAGE = 500;

/**
 * SQL for the ids of the records of one person: the record with a case number, the record that it was merged into, and
 * the other records that were merged into that one.
 */
const recordsOfReference = (reference: string): string =>
  `(SELECT s.id FROM person named JOIN person s
      ON coalesce(s.merged_into_id, s.id) = coalesce(named.merged_into_id, named.id)
    WHERE named.authority_id = $1 AND s.authority_id = $1 AND named.reference = ${reference})`;

/** Lists who read the details of people of an authority, newest first. */
export async function personReadPage(
  reader: Reader,
  authorityId: string,
  { person, viewer, from, to, ...request }: PageRequest & PersonReadFilter,
): Promise<Page<PersonReadView>> {
  const slice = sliceOfNumbers(request);
  const rows: PersonReadView[] = await reader.views(
    `SELECT r.id::text AS id, r.at, p.id AS "personId", p.reference AS "personReference",
            coalesce(user_name(r.user_id), '') AS "viewerName",
            CASE WHEN u.id IS NULL THEN 'provider' ELSE 'authority' END AS "viewerOf", r.purpose
     FROM person_read r
     JOIN person p ON p.id = r.person_id
     LEFT JOIN app_user u ON u.id = r.user_id AND u.authority_id = $1
     WHERE r.authority_id = $1
       AND ($2::text IS NULL OR r.person_id IN ${recordsOfReference('$2')})
       AND ($3::text IS NULL OR user_name(r.user_id) ILIKE $3)
       AND ($4::timestamptz IS NULL OR r.at >= $4) AND ($5::timestamptz IS NULL OR r.at < $5)
       AND ($6::bigint IS NULL OR r.id < $6)
     ORDER BY r.id DESC LIMIT $7`,
    [authorityId, person ?? null, containing(viewer), startOf(from), endOf(to), slice.after, slice.fetch],
  );
  return toPage(rows, slice);
}

/**
 * Lists the events of an authority that match a filter, newest first. While the answers to a broadcast are sealed,
 * leaves out the events that tell which branches answered (docs/rules.md §3.3.2).
 */
export async function auditEventPage(
  reader: Reader,
  authorityId: string,
  { name, subject, actor, from, to, ...request }: PageRequest & AuditEventFilter,
): Promise<Page<AuditEventView>> {
  const slice = sliceOf(request);
  const rows: AuditEventView[] = await reader.views(
    `SELECT e.id, e.at, e.name, e.subject_type AS "subjectType", e.subject_id AS "subjectId",
            e.package_id AS "packageId", k.reference AS "packageReference", u.name AS "actorName"
     FROM event e
     LEFT JOIN package k ON k.id = e.package_id
     LEFT JOIN broadcast b ON b.id = (e.payload->>'broadcastId')::uuid
     LEFT JOIN app_user u ON u.id = e.actor_id
     WHERE e.authority_id = $1 AND e.position IS NOT NULL
       AND NOT (${isAnswerEvent('e')} AND coalesce(${answersAreSealed('b')}, false))
       AND ($2::text IS NULL OR translate(e.name, '_', '.') LIKE $2)
       AND ($3::text IS NULL OR e.subject_id = $3
            OR e.subject_id IN (SELECT id::text FROM ${recordsOfReference('$3')} AS of_person)
            OR e.package_id IN (SELECT s.id FROM package s WHERE s.authority_id = $1
                                AND (s.reference = $3 OR s.person_id IN ${recordsOfReference('$3')})))
       AND ($4::text IS NULL OR u.name ILIKE $4)
       AND ($5::timestamptz IS NULL OR e.at >= $5) AND ($6::timestamptz IS NULL OR e.at < $6)
       AND ($7::uuid IS NULL OR e.position < (SELECT l.position FROM event l WHERE l.id = $7 AND l.authority_id = $1))
     ORDER BY e.position DESC LIMIT $8`,
    [
      authorityId,
      containing(name?.replaceAll('_', '.')),
      subject ?? null,
      containing(actor),
      startOf(from),
      endOf(to),
      slice.after,
      slice.fetch,
    ],
  );
  return toPage(rows, slice);
}

/** Reads a list to its end in pages, at most `MOST_EXPORTED_ROWS` rows. Reads a page only when the last one was taken. */
export async function* pagesOf<T>(
  read: (request: PageRequest) => Promise<Page<T>>,
): AsyncGenerator<readonly T[]> {
  let after: string | undefined;
  for (let count = 0; count < MOST_EXPORTED_ROWS;) {
    const { items, next } = await read({ ...(after !== undefined && { after }), limit: EXPORT_PAGE });
    yield items;
    if (next === null) return;
    after = next;
    count += items.length;
  }
}

const startOf = (day: string | undefined): Date | null =>
  day === undefined ? null : londonInstant(day, '00:00');
const endOf = (day: string | undefined): Date | null =>
  day === undefined ? null : londonInstant(addDays(day, 1), '00:00');
