import type { TeamView } from '#contracts/open-work';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';

/** SQL: true if user `u` counts as a member of a team. Others stay members and are neither listed nor counted. */
const IS_MEMBER = `u.disabled_at IS NULL AND u.role IN ('officer', 'commissioner')`;

const TEAM = `
  SELECT t.id, t.name, t.version,
         coalesce((SELECT jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name) ORDER BY u.name, u.id)
                   FROM team_member m JOIN app_user u ON u.id = m.user_id
                   WHERE m.team_id = t.id AND ${IS_MEMBER}), '[]') AS members
  FROM team t WHERE t.authority_id = $1`;

/** Lists the teams of an authority by name. */
export function teamsIn(reader: Reader, authorityId: string): Promise<TeamView[]> {
  return reader.views(`${TEAM} ORDER BY lower(t.name), t.id`, [authorityId]);
}

export async function teamIn(reader: Reader, authorityId: string, id: string): Promise<TeamView> {
  const [row]: TeamView[] = await reader.views(`${TEAM} AND t.id = $2`, [authorityId, id]);
  return found(row, 'team_not_found');
}

/** Lists the ids of the listed members who share a team with a user, without the user. */
export async function teamMatesOf(reader: Reader, userId: string): Promise<string[]> {
  const rows: { id: string }[] = await reader.query(
    `SELECT DISTINCT other.user_id AS id FROM team_member own
     JOIN team_member other ON other.team_id = own.team_id AND other.user_id <> own.user_id
     JOIN app_user u ON u.id = other.user_id
     WHERE own.user_id = $1 AND ${IS_MEMBER}`,
    [userId],
  );
  return rows.map(({ id }) => id);
}
