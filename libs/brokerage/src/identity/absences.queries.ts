import type { AbsenceView, ColleagueView } from '#contracts/open-work';
import { OWNER_ROLES } from '#contracts/open-work';
import { deputyOf, isAbsentOn, londonDay } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';
import { found } from '../access/scope.js';

const ABSENCE = `
  SELECT a.id, a.user_id AS "userId", u.name AS "userName", a.deputy_id AS "deputyId", d.name AS "deputyName",
         a.first_on::text AS "firstOn", a.last_on::text AS "lastOn"
  FROM absence a JOIN app_user u ON u.id = a.user_id JOIN app_user d ON d.id = a.deputy_id
  WHERE a.authority_id = $1`;

export async function absenceIn(reader: Reader, authorityId: string, id: string): Promise<AbsenceView> {
  const [row]: AbsenceView[] = await reader.views(`${ABSENCE} AND a.id = $2`, [authorityId, id]);
  return found(row, 'absence_not_found');
}

/** Lists an authority's absences that are not over, the soonest first: at most 500. */
export function absencesIn(reader: Reader, authorityId: string, now: Date): Promise<AbsenceView[]> {
  return reader.views(
    `${ABSENCE} AND a.ended_at IS NULL AND a.last_on >= ${londonDay('$2::timestamptz')}
     ORDER BY a.first_on, a.id LIMIT 500`,
    [authorityId, now],
  );
}

/** Lists the enabled officers and commissioners of an authority by name: at most 1,000. */
export function colleaguesIn(reader: Reader, authorityId: string, now: Date): Promise<ColleagueView[]> {
  return reader.views(
    `SELECT u.id, u.name, u.role, ${deputyOf('u.id', '$3::timestamptz')} AS "deputyId"
     FROM app_user u WHERE u.authority_id = $1 AND u.disabled_at IS NULL AND u.role = ANY($2)
     ORDER BY u.name, u.id LIMIT 1000`,
    [authorityId, OWNER_ROLES, now],
  );
}

/** A user who is away today, with the deputy who covers. */
export interface Cover {
  readonly userId: string;
  readonly deputyId: string;
  readonly deputyName: string;
}

/** Lists who is away from an authority today, and who covers. */
export function coversIn(reader: Reader, authorityId: string, now: Date): Promise<Cover[]> {
  return reader.query(
    `SELECT a.user_id AS "userId", a.deputy_id AS "deputyId", d.name AS "deputyName"
     FROM absence a JOIN app_user d ON d.id = a.deputy_id
     WHERE a.authority_id = $1 AND ${isAbsentOn('a', londonDay('$2::timestamptz'))}`,
    [authorityId, now],
  );
}
