import type { Role } from '#contracts/roles-and-actors';
import { OWNER_ROLES } from '#contracts/open-work';
import { mayCover } from '#domain/owners/may-own';
import { londonDate } from '#domain/time/london';
import type { Act } from '#platform/acts/act';
import type { Tx } from '#platform/database/database';
import { lockIfAvailable } from './choose-owner.js';

interface OpenAbsence {
  readonly id: string;
  readonly authorityId: string;
  readonly userId: string;
  readonly userRole: Role;
  readonly isUserEnabled: boolean;
  readonly deputyId: string;
  readonly deputyRole: Role;
  readonly isDeputyEnabled: boolean;
  readonly firstOn: string;
  readonly lastOn: string;
}

/**
 * Mends the absences of a user whose account was disabled or whose role changed, and those that the user covers
 * (docs/rules.md §5.1). If the user who is away does no such work any more, the absence ends. If the deputy may not cover
 * any more, another colleague covers; if there is none, the absence ends. The caller has locked the user. The absences are
 * locked too, because an act that ends an absence locks the absence and not the user.
 */
export async function mendAbsences(act: Act, userId: string, now: Date): Promise<void> {
  for (const absence of await lockAbsencesOf(act.tx, userId, londonDate(now))) {
    const { userRole, deputyRole, isUserEnabled, isDeputyEnabled } = absence;
    const isOwner = isUserEnabled && OWNER_ROLES.some((role) => role === userRole);
    if (isOwner && isDeputyEnabled && mayCover(userRole, deputyRole)) continue;
    const deputyId = isOwner ? await chooseDeputy(act.tx, absence) : null;
    await (deputyId === null ? end(act, absence, now) : changeDeputy(act, absence, deputyId, now));
  }
}

/** Locks the absences of a user, or that a user covers, that are not over. */
function lockAbsencesOf(tx: Tx, userId: string, today: string): Promise<OpenAbsence[]> {
  return tx.lock(
    `SELECT a.id, a.authority_id AS "authorityId", a.user_id AS "userId", u.role AS "userRole",
            u.disabled_at IS NULL AS "isUserEnabled", a.deputy_id AS "deputyId", d.role AS "deputyRole",
            d.disabled_at IS NULL AS "isDeputyEnabled", a.first_on::text AS "firstOn", a.last_on::text AS "lastOn"
     FROM absence a JOIN app_user u ON u.id = a.user_id JOIN app_user d ON d.id = a.deputy_id
     WHERE (a.user_id = $1 OR a.deputy_id = $1) AND a.ended_at IS NULL AND a.last_on >= $2
     ORDER BY a.first_on, a.id FOR UPDATE OF a`,
    [userId, today],
  );
}

/**
 * Chooses another deputy: an enabled colleague who may cover and is not away on any of the days (docs/rules.md §5.1). An
 * officer comes before a commissioner, then the colleague who covers in the fewest absences, then the one who came first.
 * The colleague stays locked until the commit. Returns null if no colleague can cover.
 */
async function chooseDeputy(tx: Tx, absence: OpenAbsence): Promise<string | null> {
  const { authorityId, userId, userRole, firstOn, lastOn } = absence;
  const roles = OWNER_ROLES.filter((role) => mayCover(userRole, role));
  const candidates = (): Promise<{ id: string }[]> =>
    tx.query(
      `SELECT u.id FROM app_user u
       WHERE u.authority_id = $1 AND u.id <> $2 AND u.disabled_at IS NULL AND u.role = ANY($3)
         AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.user_id = u.id AND a.ended_at IS NULL
                           AND a.first_on <= $5::date AND a.last_on >= $4::date)
       ORDER BY array_position($3, u.role),
                (SELECT count(*) FROM absence c WHERE c.deputy_id = u.id AND c.ended_at IS NULL AND c.last_on >= $4::date),
                u.created_at, u.id
       LIMIT 1`,
      [authorityId, userId, roles, firstOn, lastOn],
    );
  for (;;) {
    const [chosen] = await candidates();
    if (!chosen) return null;
    if (!(await lockIfAvailable(tx, chosen.id, roles))) continue;
    // The lock waited for an act that may have recorded an absence of this colleague.
    const [still] = await candidates();
    if (still?.id === chosen.id) return chosen.id;
  }
}

async function changeDeputy(act: Act, absence: OpenAbsence, deputyId: string, now: Date): Promise<void> {
  const { id: absenceId, userId, authorityId } = absence;
  await act.tx.write('UPDATE absence SET deputy_id = $2 WHERE id = $1 AND ended_at IS NULL', [
    absenceId,
    deputyId,
  ]);
  await act.log('absence.deputy_changed', { absenceId, userId, deputyId }, { authorityId, at: now });
}

/** Ends an absence. From then on, the work of the user is the user's again. */
async function end(act: Act, { id: absenceId, userId, authorityId }: OpenAbsence, now: Date): Promise<void> {
  await act.tx.write('UPDATE absence SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL', [absenceId, now]);
  await act.log('absence.ended', { absenceId, userId }, { authorityId, at: now });
}
