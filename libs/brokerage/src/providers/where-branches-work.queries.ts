import type { WorkView } from '#contracts/providers';
import { notEndedOn } from '#domain/rules-in-sql';
import type { Reader } from '#platform/database/database';

/** Lists the past, present and future lots of each of a provider's branches, with the declared capacity. */
export function workOf(reader: Reader, providerId: string, today: string): Promise<WorkView[]> {
  return reader.query(
    `SELECT b.id AS "branchId", b.name AS "branchName", a.id AS "authorityId", a.name AS "authorityName",
            l.id AS "lotId", l.code AS "lotCode", l.name AS "lotName", w.contracted AS "isContracted",
            w.notice_days AS "noticeDays", w.current AS "isCurrent",
            CASE WHEN k.branch_id IS NOT NULL THEN jsonb_build_object(
              'branchId', k.branch_id, 'lotId', k.lot_id, 'authorityId', k.authority_id, 'spareMinutes', k.spare_minutes,
              'bands', k.bands, 'doubleUps', k.double_ups, 'declaredAt', k.declared_at, 'version', k.version) END AS capacity
     FROM branch b
     JOIN LATERAL (
       SELECT lot_id, bool_or(own) AS contracted, max(notice_days) AS notice_days,
              bool_or(${notEndedOn('terms', '$2')}) AS current
       FROM (SELECT lot_id, ends_on, notice_days, true AS own FROM contract WHERE branch_id = b.id
             UNION ALL
             SELECT lot_id, ends_on, NULL, false FROM subcontract WHERE delivering_branch_id = b.id) terms
       GROUP BY lot_id) w ON true
     JOIN lot l ON l.id = w.lot_id
     JOIN authority a ON a.id = l.authority_id
     LEFT JOIN capacity k ON k.authority_id = l.authority_id AND k.branch_id = b.id AND k.lot_id = l.id
     WHERE b.provider_id = $1
     ORDER BY b.name, b.id, l.code, l.id`,
    [providerId, today],
  );
}
