import { eventOf } from '#platform/log/new-event';
import { Injectable } from '@nestjs/common';
import { nextReleaseAfter } from '#domain/reallocations/case-next-action';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { ReallocationEntity } from '../rows/reallocation.entity.js';
import { lockReallocation, reallocationEventFields } from './steps/lock-reallocation.js';
import { releaseOrRequeueCases } from './steps/release-cases.js';

/**
 * Releases the riskiest queued cases of a reallocation, so that replacements are broadcast. Runs at most once
 * a minute. The pace limits the number of cases.
 */
@Injectable()
export class ReleaseCases {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  execute(command: { readonly reallocationId: string }): Promise<'released' | 'nothing_due'> {
    return this.acts.run(
      SYSTEM_CALLER,
      'release-cases',
      command,
      async (act) => {
        const { tx } = act;
        const locked = await lockReallocation(tx, command.reallocationId, {});
        const { id, status, nextReleaseAt, pacePerMinute } = locked.reallocation;
        const now = this.clock.now();
        if (status !== 'running' || nextReleaseAt === null || nextReleaseAt > now) return 'nothing_due';

        const turns = await releaseOrRequeueCases(tx, locked.reallocation, 'release', {
          most: pacePerMinute,
          now,
        });
        const next = (await isAnyQueued(tx, id)) ? nextReleaseAfter(now) : null;
        await tx.update(ReallocationEntity, { id }, { nextReleaseAt: next, lastReleasedAt: now });
        const { fact, envelope } = reallocationEventFields(locked, now);
        await act.append(
          ...turns,
          eventOf(
            'reallocation.released',
            { ...fact, released: turns.length, nextReleaseAt: next?.toISOString() ?? null },
            { ...envelope, providerIds: [] },
          ),
        );
        return 'released';
      },
      { enter: { kind: 'reallocation', id: command.reallocationId } },
    );
  }
}

async function isAnyQueued(tx: Tx, id: string): Promise<boolean> {
  const [row]: { any: boolean }[] = await tx.query(
    `SELECT EXISTS (SELECT 1 FROM reallocation_case WHERE reallocation_id = $1 AND status = 'queued') AS any`,
    [id],
  );
  return row?.any ?? false;
}
