import { Injectable } from '@nestjs/common';
import type { CaseStatus } from '#contracts/reallocations';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { EventLog, type NewEvent } from '#platform/log/event-log';
import { ReallocationEntity } from './reallocation.entity.js';
import { holdReallocation } from './steps/hold-reallocation.js';
import { reallocationEvent } from './steps/reallocation-event.js';

const MINUTE_MS = 60_000;

interface Released {
  readonly id: string;
  readonly packageId: string;
  readonly ownerId: string;
}

/** Once a minute, lets as many cases go as the pace says, the riskiest first; before its time it does nothing. */
@Injectable()
export class ReleaseCases {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  execute(command: { readonly reallocationId: string }): Promise<'released' | 'nothing_due'> {
    const { actor } = SYSTEM_CALLER;
    return this.acts.run(SYSTEM_CALLER, 'release-cases', command, async (tx) => {
      const held = await holdReallocation(tx, command.reallocationId, {});
      const { id, status, nextReleaseAt, pacePerMinute } = held.reallocation;
      const now = this.clock.now();
      if (status !== 'running' || nextReleaseAt === null || nextReleaseAt > now) return 'nothing_due';

      const released = await this.release(tx, id, pacePerMinute, now);
      const next = (await isAnyQueued(tx, id)) ? new Date(now.getTime() + MINUTE_MS) : null;
      await tx.update(ReallocationEntity, { id }, { nextReleaseAt: next });
      const event = reallocationEvent(held, now);
      await this.eventLog.append(tx, actor, ...released.map((one) => turnCame(held.reallocation, one, now)), {
        ...event,
        name: 'reallocation.released',
        providerIds: [],
        payload: { ...event.payload, released: released.length, nextReleaseAt: next?.toISOString() ?? null },
      });
      return 'released';
    });
  }

  /** A case that somebody has in hand at this moment waits for the next minute. */
  private async release(tx: Tx, id: string, most: number, now: Date): Promise<Released[]> {
    const [released]: [Released[], number] = await tx.query(
      `UPDATE reallocation_case c SET status = 'released', changed_at = $3
       FROM (SELECT id FROM reallocation_case WHERE reallocation_id = $1 AND status = 'queued'
             ORDER BY rank LIMIT $2 FOR UPDATE SKIP LOCKED) turn
       WHERE c.id = turn.id
       RETURNING c.id, c.package_id AS "packageId", c.next_action_owner_id AS "ownerId"`,
      [id, most, now],
    );
    return released;
  }
}

async function isAnyQueued(tx: Tx, id: string): Promise<boolean> {
  const [row]: { any: boolean }[] = await tx.query(
    `SELECT EXISTS (SELECT 1 FROM reallocation_case WHERE reallocation_id = $1 AND status = 'queued') AS any`,
    [id],
  );
  return row?.any ?? false;
}

function turnCame(
  { id: reallocationId, authorityId }: ReallocationEntity,
  { id: caseId, packageId, ownerId }: Released,
  at: Date,
): NewEvent {
  const [from, to]: [CaseStatus, CaseStatus] = ['queued', 'released'];
  return {
    name: 'case.changed',
    authorityId,
    subject: { type: 'case', id: caseId },
    packageId,
    at,
    payload: { caseId, reallocationId, packageId, from, to, ownerId },
  };
}
