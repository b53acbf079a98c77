import { Injectable } from '@nestjs/common';
import type { ImportView } from '#contracts/imports';
import { DomainError } from '#domain/domain-error';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { sqlState } from '#platform/database/postgres-error';
import { eventOf } from '#platform/log/new-event';
import { staff } from '../access/scope.js';
import { takeStandingLock } from '../facts/standing-lock.js';
import { isTakenBack, recordsBuiltOn } from './built-on.queries.js';
import { importView } from './imports.queries.js';
import { changeImport, eraseCells, lockImport } from './steps/lock-import.js';

const FOREIGN_KEY_BROKEN = '23503';

/**
 * Takes an import back: deletes all that it wrote, as long as nothing was built on it. All of it or nothing. What was
 * imported and taken back stays on record, with the user and the time.
 */
@Injectable()
export class TakeBackImport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `import_not_found`, `move_not_allowed`; `import_stays` for a kind whose records all authorities
   * share, and for users; `import_built_on` with the number of records that later work uses
   */
  execute(caller: Caller, importId: string): Promise<ImportView> {
    const actor = staff(caller.actor);
    return this.acts.run(caller, 'take-back-import', { importId }, async (act) => {
      const { tx } = act;
      // No act may decide by the imported records meanwhile.
      await takeStandingLock(tx);
      const file = await lockImport(tx, actor, importId);
      const { kind, authorityId } = file;
      if (!isTakenBack(kind)) throw new DomainError('import_stays');
      const now = this.clock.now();
      const builtOn = await recordsBuiltOn(tx, importId, kind);
      if (builtOn > 0) throw new DomainError('import_built_on', { records: builtOn });
      if (kind === 'care') await logCare(act, importId, authorityId, now);
      const [counted] = await tx.query<{ rows: number }>(
        'SELECT count(*)::int AS rows FROM imported_record WHERE import_id = $1',
        [importId],
      );
      await deleteRecords(act, importId);
      await changeImport(tx, file, 'take_back', {
        takenBackBy: actor.userId,
        takenBackAt: now,
        movedAt: now,
      });
      await eraseCells(tx, importId);
      await act.log('import.taken_back', { importId, rows: counted?.rows ?? 0 }, { authorityId, at: now });
      return importView(tx, actor, importId);
    });
  }
}

/** Tells the providers of imported care that it counts as never recorded. */
async function logCare(act: Act, importId: string, authorityId: string, at: Date): Promise<void> {
  const care = await act.tx.query<{
    placementId: string;
    packageId: string;
    deliveringBranchId: string;
    weeklyMinutes: number;
    providerIds: string[];
  }>(
    `SELECT p.id AS "placementId", p.package_id AS "packageId", p.delivering_branch_id AS "deliveringBranchId",
            p.weekly_minutes AS "weeklyMinutes",
            ARRAY(SELECT provider_id FROM branch WHERE id IN (p.branch_id, p.delivering_branch_id)) AS "providerIds"
     FROM placement p JOIN imported_record i ON i.record_id = p.id::text WHERE i.import_id = $1 ORDER BY p.id`,
    [importId],
  );
  await act.append(
    ...care.map(({ providerIds, ...fact }) =>
      eventOf('placement.taken_back', fact, { authorityId, providerIds, at }),
    ),
  );
}

/** @throws DomainError `import_built_on` if a row refers to an imported record */
async function deleteRecords({ tx }: Act, importId: string): Promise<void> {
  try {
    await tx.query('SELECT import_take_back($1)', [importId]);
  } catch (error) {
    throw sqlState(error) === FOREIGN_KEY_BROKEN ? new DomainError('import_built_on') : error;
  }
}
