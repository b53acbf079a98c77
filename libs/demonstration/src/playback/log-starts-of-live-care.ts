import type { EventPayloads } from '#contracts/events';
import type { Tx } from '#platform/database/database';
import type { DemonstrationPlan } from '../demonstration.plan.js';
import type { LiveCare } from '../rows/live-care.rows.js';
import { seededId } from '../rows/seeded-id.js';
import { storeRows } from '../rows/store-rows.js';

/**
 * Logs the event `placement.started` for care that was live before Homeward. Logs these events between the
 * steps of the stories, so that all events in the log are in order of time.
 */
export class LiveCareLog {
  private logged = 0;

  constructor(
    private readonly tx: Tx,
    private readonly branches: DemonstrationPlan['branches'],
    /** The live care, in the order in which the care started. */
    private readonly care: readonly LiveCare[],
  ) {}

  async until(instant: Date): Promise<void> {
    const next = this.care.findIndex(({ placement }) => placement.startedAt > instant);
    const upTo = next === -1 ? this.care.length : next;
    const events = this.care
      .slice(this.logged, upTo)
      .map((started, index) => this.event(started, this.logged + index + 1));
    this.logged = Math.max(this.logged, upTo);
    await storeRows(this.tx, 'event', events);
  }

  private event({ pkg, placement }: LiveCare, n: number) {
    const { id: placementId, authorityId, branchId, deliveringBranchId, weeklyMinutes } = placement;
    const payload: EventPayloads['placement.started'] = {
      digests: [], // this care began before Homeward: its rows were not written by an act
      placementId,
      packageId: pkg.id,
      deliveringBranchId,
      weeklyMinutes,
    };
    const parties = this.branches.filter(({ id }) => id === branchId || id === deliveringBranchId);
    return {
      id: seededId('event', n),
      authorityId,
      providerIds: [...new Set(parties.map(({ providerId }) => providerId))],
      name: 'placement.started',
      subjectType: 'placement',
      subjectId: placementId,
      packageId: pkg.id,
      actorId: null,
      at: placement.startedAt,
      payload,
    };
  }
}
