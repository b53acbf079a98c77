import { Injectable } from '@nestjs/common';
import type {
  CapacityConfirmation,
  CapacityLine,
  CapacityRefusal,
  CapacityView,
  ConfirmedCapacity,
} from '#contracts/providers';
import { DomainError } from '#domain/domain-error';
import { notEndedOn } from '#domain/rules-in-sql';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { enterEach } from '#platform/database/tenant';
import { providerOf } from '../access/scope.js';
import { assertWithinLimit } from '../access/within-limit.js';
import { capacitiesIn } from './capacity.queries.js';

/**
 * Confirms what a provider's branches have declared, as the user saw it, in several lots at once. A line may also
 * change the spare minutes. Refuses each line that has changed since the user saw it, and confirms the others
 * (docs/rules.md §5).
 */
@Injectable()
export class ConfirmCapacity {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `branch_not_found` also for another provider's branch; `branch_outside_limit`; `capacity_not_found` if nothing was
   * declared for a line
   */
  execute(caller: Caller, command: CapacityConfirmation): Promise<ConfirmedCapacity> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(caller, 'confirm-capacity', command, async (act) => {
      const { tx } = act;
      const now = this.clock.now();
      await this.checkBranches(tx, providerId, command);
      await enterEach(
        tx,
        'lot',
        command.lines.map(({ lotId }) => lotId),
      );
      const lines = await this.lockLines(tx, command, londonDate(now));
      const taken = lines.filter(({ refusal }) => refusal === null);
      await this.write(tx, taken, now);
      for (const { authorityId, branchId, lotId, spareMinutes } of taken)
        await act.log(
          'capacity.declared',
          { branchId, lotId, spareMinutes },
          { authorityId, providerIds: [providerId], at: now },
        );
      return answer(lines, await capacitiesIn(tx, { providerId }));
    });
  }

  private async checkBranches(tx: Tx, providerId: string, { lines }: CapacityConfirmation): Promise<void> {
    const ids = [...new Set(lines.map(({ branchId }) => branchId))];
    const own = await tx.query('SELECT id FROM branch WHERE provider_id = $1 AND id = ANY($2)', [
      providerId,
      ids,
    ]);
    if (own.length < ids.length) throw new DomainError('branch_not_found');
    await assertWithinLimit(tx, ids);
  }

  /**
   * Locks the declarations in a fixed order, so that two confirmations never deadlock, and decides each line by what
   * the lock finds.
   */
  private async lockLines(tx: Tx, { lines }: CapacityConfirmation, today: string): Promise<LockedLine[]> {
    const locked: LockedCapacity[] = await tx.lock(
      `SELECT k.authority_id AS "authorityId", k.branch_id AS "branchId", k.lot_id AS "lotId",
              k.spare_minutes AS "spareMinutes", k.version
       FROM capacity k
       WHERE (k.branch_id, k.lot_id) IN (SELECT * FROM unnest($1::text[], $2::uuid[]))
       ORDER BY k.authority_id, k.branch_id, k.lot_id FOR UPDATE`,
      [lines.map(({ branchId }) => branchId), lines.map(({ lotId }) => lotId)],
    );
    if (locked.length < lines.length) throw new DomainError('capacity_not_found');
    const work = await lotsWorkedToday(
      tx,
      lines.map(({ branchId }) => branchId),
      today,
    );
    const seen = new Map(lines.map((line) => [keyOf(line), line]));
    return locked.map((found) => {
      const line = seen.get(keyOf(found));
      const refusal = !work.has(keyOf(found))
        ? 'work_ended'
        : line?.version === found.version
          ? null
          : 'changed';
      return { ...found, refusal, spareMinutes: line?.spareMinutes ?? found.spareMinutes };
    });
  }

  private async write(tx: Tx, lines: readonly LockedLine[], now: Date): Promise<void> {
    await tx.write(
      `UPDATE capacity k SET declared_at = $4, spare_minutes = taken.minutes, version = k.version + 1
       FROM unnest($1::text[], $2::uuid[], $3::int[]) AS taken (branch_id, lot_id, minutes)
       WHERE k.branch_id = taken.branch_id AND k.lot_id = taken.lot_id`,
      [
        lines.map(({ branchId }) => branchId),
        lines.map(({ lotId }) => lotId),
        lines.map(({ spareMinutes }) => spareMinutes),
        now,
      ],
    );
  }
}

type LockedCapacity = Pick<CapacityView, 'authorityId' | 'branchId' | 'lotId' | 'spareMinutes' | 'version'>;

interface LockedLine extends LockedCapacity {
  /** Null if the line is confirmed. */
  readonly refusal: CapacityRefusal | null;
}

const keyOf = ({ branchId, lotId }: Pick<CapacityLine, 'branchId' | 'lotId'>): string =>
  `${branchId} ${lotId}`;

/** Returns the keys of the lots in which the branches work now or later. */
async function lotsWorkedToday(
  tx: Tx,
  branchIds: readonly string[],
  today: string,
): Promise<ReadonlySet<string>> {
  const rows: { branchId: string; lotId: string }[] = await tx.query(
    `SELECT branch_id AS "branchId", lot_id AS "lotId" FROM contract
     WHERE branch_id = ANY($1) AND ${notEndedOn('contract', '$2')}
     UNION
     SELECT delivering_branch_id, lot_id FROM subcontract
     WHERE delivering_branch_id = ANY($1) AND ${notEndedOn('subcontract', '$2')}`,
    [branchIds, today],
  );
  return new Set(rows.map(keyOf));
}

function answer(lines: readonly LockedLine[], views: readonly CapacityView[]): ConfirmedCapacity {
  const refusals = new Map(lines.map((line) => [keyOf(line), line.refusal]));
  return {
    confirmed: views.filter((view) => refusals.get(keyOf(view)) === null),
    refused: views.flatMap((view) => {
      const refusal = refusals.get(keyOf(view));
      return refusal ? [{ ...view, refusal }] : [];
    }),
  };
}
