import type { Tx } from '#platform/database/database';
import { AwardOffer } from '#brokerage/awards/award-offer';
import { CheckStart } from '#brokerage/awards/check-start';
import { OpenNextWave } from '#brokerage/broadcasts/open-next-wave';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { OpenWave } from '#brokerage/broadcasts/open-wave';
import {
  answeredFirst,
  answeredInTurn,
  broadcastsDue,
  nobodyLeftToAnswer,
  reportsDue,
  restrictionsDue,
  restrictionsExpiring,
  startsDue,
  wavesDue,
} from '#brokerage/monitoring/due-work.queries';
import { CheckReport } from '#brokerage/reports/check-report';
import { EnforceRestriction } from '#brokerage/enforcement/enforce-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import type { LiveCareLog } from './log-starts-of-live-care.js';
import type { StoryActs } from './story-acts.js';
import type { StoryClock } from './story-clock.js';

/** Takes the place of the worker while the stories run. Runs each act at the time when the act is due. */
export class StoryWorker {
  constructor(
    private readonly tx: Tx,
    private readonly clock: StoryClock,
    private readonly acts: StoryActs,
    private readonly log: LiveCareLog,
  ) {}

  async until(instant: Date): Promise<void> {
    for (let due = await this.nextDue(); due && due <= instant; due = await this.nextDue()) {
      await this.log.until(due);
      this.clock.moveTo(due);
      await this.doWhatIsDue();
    }
    await this.log.until(instant);
    this.clock.moveTo(instant);
  }

  /**
   * Runs the acts that the worker would run after answers of invited branches. Awards the first valid offer,
   * closes a broadcast in which branches are asked one after another, or opens the next wave.
   */
  async followAnswers(): Promise<void> {
    const { tx, acts } = this;
    for (const id of await answeredFirst(tx)) await acts.get(AwardOffer).first(id);
    for (const id of await answeredInTurn(tx)) await acts.get(CloseBroadcast).answered(id);
    for (const broadcastId of await nobodyLeftToAnswer(tx))
      await acts.get(OpenNextWave).execute({ broadcastId });
  }

  /**
   * Runs all acts that are due now, in the worker's order. Restrictions come first, so that the later acts
   * obey them.
   */
  private async doWhatIsDue(): Promise<void> {
    const { tx, acts } = this;
    const now = this.clock.now();
    for (const restrictionId of await restrictionsDue(tx, now))
      await acts.get(EnforceRestriction).execute({ restrictionId });
    for (const reportId of await reportsDue(tx, now)) await acts.get(CheckReport).execute({ reportId });
    for (const restrictionId of await restrictionsExpiring(tx, now))
      await acts.get(ExpireRestriction).execute({ restrictionId });
    for (const id of await broadcastsDue(tx, now)) await acts.get(CloseBroadcast).execute(id);
    for (const wave of await wavesDue(tx, now)) await acts.get(OpenWave).execute(wave);
    for (const awardId of await startsDue(tx, now)) await acts.get(CheckStart).execute({ awardId });
    await this.followAnswers();
  }

  private async nextDue(): Promise<Date | null> {
    const [next]: { due: Date | null }[] = await this.tx.query(
      `SELECT min(due) AS due FROM (
         SELECT closes_at AS due FROM broadcast WHERE status = 'open'
         UNION ALL
         SELECT w.opens_at FROM broadcast_wave w JOIN broadcast b ON b.id = w.broadcast_id
         WHERE b.status = 'open' AND w.opened_at IS NULL
         UNION ALL
         SELECT start_due_at FROM award WHERE status = 'awaiting_start' AND overdue_at IS NULL
         UNION ALL
         SELECT from_at FROM restriction WHERE enforced_at IS NULL AND lifted_at IS NULL
         UNION ALL
         SELECT to_at FROM restriction WHERE expired_at IS NULL AND lifted_at IS NULL
         UNION ALL
         SELECT due_at FROM branch_report
         WHERE received_at IS NULL AND overdue_at IS NULL AND ended_at IS NULL) alarms
       WHERE due > $1`,
      [this.clock.now()],
    );
    return next?.due ?? null;
  }
}
