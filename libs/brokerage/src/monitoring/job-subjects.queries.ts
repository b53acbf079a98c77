import type { JobSubject, JobSubjectType } from '#contracts/queues';
import type { Reader } from '#platform/database/database';

/**
 * SQL queries, one for each type of row that a queue job can be about. Each query selects row ids and the
 * authority of each row. A row without an authority concerns every authority.
 */
const HOMES: Readonly<Record<Exclude<JobSubjectType, 'branch'>, string>> = {
  broadcast: 'SELECT id, authority_id AS owner FROM broadcast',
  restriction: 'SELECT id, valid_for_authority_id AS owner FROM restriction',
  report: 'SELECT id, authority_id AS owner FROM branch_report',
  award: 'SELECT id, authority_id AS owner FROM award',
  reallocation: 'SELECT id, authority_id AS owner FROM reallocation',
  case: 'SELECT id, authority_id AS owner FROM reallocation_case',
  hand_back: 'SELECT id, authority_id AS owner FROM hand_back',
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Returns the rows whose queue jobs an authority may see, as keys `type:id`. These are the authority's own
 * rows, and rows that concern every authority, such as a branch.
 */
export async function subjectsOf(
  reader: Reader,
  authorityId: string,
  subjects: readonly JobSubject[],
): Promise<ReadonlySet<string>> {
  const known = new Set(subjects.filter(({ type }) => type === 'branch').map(subjectKey));
  const asked = subjects.filter(({ type, id }) => type !== 'branch' && UUID.test(id));
  if (asked.length === 0) return known;
  const homes = Object.entries(HOMES).map(
    ([type, home]) =>
      `SELECT '${type}' AS type, h.id::text FROM (${home}) h JOIN asked a ON a.type = '${type}' AND a.id = h.id
       WHERE h.owner IS NULL OR h.owner = $1`,
  );
  const rows: JobSubject[] = await reader.query(
    `WITH asked AS (SELECT DISTINCT type, id FROM unnest($2::text[], $3::uuid[]) AS a (type, id))
     ${homes.join(' UNION ALL ')}`,
    [authorityId, asked.map(({ type }) => type), asked.map(({ id }) => id)],
  );
  for (const row of rows) known.add(subjectKey(row));
  return known;
}

export const subjectKey = ({ type, id }: JobSubject): string => `${type}:${id}`;
