import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { CutOverView } from '#contracts/cut-over';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { STAGE_LIFE, type StageChange } from '#domain/lifecycles';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { updateRow } from '#platform/database/update-row';
import { staff } from '../access/scope.js';
import { digestRecord } from '../digests/digest-records.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { StageChangeEntity } from '../rows/cut-over.entity.js';
import { cutOverOf } from './cut-over.queries.js';
import { lockStage } from './steps/lock-cut-over.js';

/**
 * Changes the stage of an authority (docs/rules.md §7.5). One named commissioner does so, and what was accepted instead of
 * settled is counted in the record.
 */
@Injectable()
export class ChangeStage {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** Begins the days on which the earlier system decides and both are compared. @throws DomainError `move_not_allowed` */
  runSideBySide(caller: Caller): Promise<CutOverView> {
    return this.change(caller, 'run_side_by_side');
  }

  /**
   * Lets Homeward decide from now on. Waits for acts on care, so that no list changes between the check and the commit.
   *
   * @throws DomainError `not_ready_to_go_live` with everything that is open; `move_not_allowed`
   */
  goLive(caller: Caller): Promise<CutOverView> {
    return this.change(caller, 'go_live', async (tx, authorityId, now) => {
      const { blockers } = await cutOverOf(tx, authorityId, now);
      if (blockers.length > 0) throw new DomainError('not_ready_to_go_live', { blockers });
    });
  }

  private change(
    caller: Caller,
    move: StageChange,
    check?: (tx: Tx, authorityId: string, now: Date) => Promise<void>,
  ): Promise<CutOverView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, move, {}, async (act) => {
      const { tx } = act;
      await takeStandingLock(tx);
      const from = await lockStage(tx, authorityId, 'FOR NO KEY UPDATE');
      const now = this.clock.now();
      // A council that is live gets `move_not_allowed`. Until then, the refusal names everything that is open.
      if (from !== 'live') await check?.(tx, authorityId, now);
      const stage = nextStatus(STAGE_LIFE, from, move);
      const change: StageChangeEntity = {
        id: uuid(),
        ...{ authorityId, stage, changedAt: now, changedBy: userId },
        ...(await countsAt(tx, authorityId)),
      };
      await insertRows(tx, StageChangeEntity, change);
      await updateRow(tx, AuthorityEntity, authorityId, { stage, stageSince: now, stageBy: userId });
      await this.announce(act, change);
      return cutOverOf(tx, authorityId, now);
    });
  }

  private async announce(act: Act, { id, authorityId, stage, changedAt }: StageChangeEntity): Promise<void> {
    const providers = await act.tx.query<{ id: string }>(
      `SELECT DISTINCT b.provider_id AS id FROM care_list l JOIN branch b ON b.id = l.branch_id WHERE l.authority_id = $1`,
      [authorityId],
    );
    await act.log(
      'authority.stage_changed',
      { ...(await digestRecord(act.tx, 'stage_change', id)), authorityId, stageChangeId: id, stage },
      // Providers learn only that the authority is live.
      { authorityId, providerIds: stage === 'live' ? providers.map((one) => one.id) : [], at: changedAt },
    );
  }
}

type ChangeCounts = Omit<StageChangeEntity, 'id' | 'authorityId' | 'stage' | 'changedAt' | 'changedBy'>;

async function countsAt(tx: Tx, authorityId: string): Promise<ChangeCounts> {
  const [row] = await tx.query<ChangeCounts>(
    `SELECT (SELECT count(DISTINCT person_id)::int FROM placement WHERE authority_id = $1 AND status = 'live') AS people,
            (SELECT coalesce(sum(weekly_minutes), 0)::int FROM placement WHERE authority_id = $1 AND status = 'live') AS "weeklyMinutes",
            (SELECT count(*)::int FROM care_list_answer WHERE authority_id = $1 AND reason IS NOT NULL) AS "listsAccepted",
            (SELECT count(*)::int FROM care_dispute WHERE authority_id = $1 AND outcome = 'accepted') AS "disputesAccepted",
            (SELECT count(*)::int FROM care_difference WHERE authority_id = $1 AND outcome = 'accepted') AS "differencesAccepted"`,
    [authorityId],
  );
  if (!row) throw new Error('counts are one row');
  return row;
}
