import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { type AbsenceView, type NewAbsence, OWNER_ROLES } from '#contracts/open-work';
import type { Role } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { absenceFaults } from '#domain/owners/absence-faults';
import { mayCover } from '#domain/owners/may-own';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { staff } from '../access/scope.js';
import { AbsenceEntity } from '../rows/team.entity.js';
import { absenceIn } from './absences.queries.js';

interface LockedColleague {
  readonly id: string;
  readonly role: Role;
}

/**
 * Records that an officer or commissioner is away between two days in London, and which colleague covers
 * (docs/rules.md §5.1). Users record their own absences; an administrator records them for others.
 */
@Injectable()
export class RecordAbsence {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `absence_invalid` with every fault; `absence_user_not_found`, `deputy_not_found`;
   * `absence_overlaps`, `absence_of_deputy`, `deputy_absent` if another absence conflicts
   */
  execute(caller: Caller, command: NewAbsence): Promise<AbsenceView> {
    const { authorityId, userId: byId, role } = staff(caller.actor);
    const { userId = byId, deputyId, firstOn, lastOn } = command;
    if (userId !== byId && role !== 'administrator') throw new DomainError('role_not_allowed');
    return this.acts.run(caller, 'record-absence', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      const faults = absenceFaults({ userId, deputyId, firstOn, lastOn, today: londonDate(now) });
      if (faults.length > 0) throw new DomainError('absence_invalid', { faults });
      const colleagues = await lockColleagues(tx, authorityId, [userId, deputyId]);
      const user = colleagues.find(({ id }) => id === userId);
      const deputy = colleagues.find(({ id }) => id === deputyId);
      if (!user) throw new DomainError('absence_user_not_found');
      if (!deputy || !mayCover(user.role, deputy.role)) throw new DomainError('deputy_not_found');
      await assertNoConflictingAbsence(tx, { userId, deputyId, firstOn, lastOn });
      const id = uuid();
      const row = { id, authorityId, userId, deputyId, firstOn, lastOn, recordedAt: now, recordedBy: byId };
      await insertRows(tx, AbsenceEntity, { ...row, endedAt: null });
      const fact = { absenceId: id, userId, deputyId, firstOn, lastOn };
      await act.log('absence.recorded', fact, { authorityId, at: now });
      return absenceIn(tx, authorityId, id);
    });
  }
}

/**
 * Locks the user and the deputy in the order of their ids. So two absences that share a user are recorded one after the
 * other, and an act that disables one of the users waits.
 */
function lockColleagues(tx: Tx, authorityId: string, ids: readonly string[]): Promise<LockedColleague[]> {
  return tx.lock(
    `SELECT id, role FROM app_user
     WHERE id = ANY($1) AND authority_id = $2 AND disabled_at IS NULL AND role = ANY($3) ORDER BY id FOR NO KEY UPDATE`,
    [ids, authorityId, OWNER_ROLES],
  );
}

/**
 * Refuses absences that overlap, and chains and circles of deputies: a deputy is there on every day of the absence. The
 * caller has locked both users.
 */
async function assertNoConflictingAbsence(
  tx: Tx,
  { userId, deputyId, firstOn, lastOn }: Required<NewAbsence>,
): Promise<void> {
  const [conflicting]: { own: boolean; covers: boolean; deputyAway: boolean }[] = await tx.query(
    `SELECT coalesce(bool_or(a.user_id = $1), false) AS own, coalesce(bool_or(a.deputy_id = $1), false) AS covers,
            coalesce(bool_or(a.user_id = $2), false) AS "deputyAway"
     FROM absence a
     WHERE a.ended_at IS NULL AND a.first_on <= $4::date AND a.last_on >= $3::date
       AND (a.user_id IN ($1, $2) OR a.deputy_id = $1)`,
    [userId, deputyId, firstOn, lastOn],
  );
  if (conflicting?.own) throw new DomainError('absence_overlaps');
  if (conflicting?.covers) throw new DomainError('absence_of_deputy');
  if (conflicting?.deputyAway) throw new DomainError('deputy_absent');
}
