import { Injectable } from '@nestjs/common';
import { isImportMoving } from '#domain/imports/import-lifecycle';
import { londonDate } from '#domain/time/london';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import { SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { findRow } from '#platform/database/find-row';
import { AuthorityEntity } from '../rows/authority.entity.js';
import { ImportFileEntity } from '../rows/import.entity.js';
import { stepsOf } from './kinds/steps-of-kind.js';
import { dealWithBatch, type StoredRow } from './steps/deal-with-batch.js';
import type { ImportContext } from './steps/kind-steps.js';
import { changeImport, eraseCells } from './steps/lock-import.js';

/** The rows of one transaction. A batch takes well below the time limit of a transaction. */
const ROWS_CHECKED_AT_ONCE = 1_000;
const ROWS_WRITTEN_AT_ONCE = 500;

/**
 * Deals with the next batch of rows of an import, in one transaction with the place where the next batch begins. So a
 * process that is killed loses no row and writes none twice. The event of a batch calls for the next one.
 */
@Injectable()
export class ContinueImport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** Returns what was done, for the log of jobs. Does nothing if the import is stopped or over. */
  execute(importId: string): Promise<string> {
    return this.acts.run(
      SYSTEM_CALLER,
      'continue-import',
      { importId },
      async (act) => {
        const seen = await findRow(act.tx, ImportFileEntity, { id: importId });
        if (!seen) return 'no import';
        // A plan that PostgreSQL made for empty tables would be kept while the import fills them.
        await act.tx.query(`SELECT set_config('plan_cache_mode', 'force_custom_plan', true)`);
        const context = await this.contextOf(act, seen);
        // The locks of a kind come before the lock of the import, because other acts take them first too.
        await stepsOf(seen.kind).lock?.(act, context);
        const file = await findRow(act.tx, ImportFileEntity, { id: importId }, 'FOR UPDATE');
        if (!file || !isImportMoving(file.status)) return 'nothing to do';
        return this.batch(act, file, { ...context, userId: file.startedBy ?? file.uploadedBy });
      },
      { enter: { kind: 'import', id: importId } },
    );
  }

  private async batch(act: Act, file: ImportFileEntity, context: ImportContext): Promise<string> {
    const { tx } = act;
    const isDryRun = file.status === 'checking';
    const most = isDryRun ? ROWS_CHECKED_AT_ONCE : ROWS_WRITTEN_AT_ONCE;
    const rows = await tx.query<StoredRow>(
      `SELECT number, cells, file_reasons AS "fileReasons" FROM import_row
       WHERE import_id = $1 AND outcome = $2 AND number > $3 ORDER BY number LIMIT $4`,
      [file.id, isDryRun ? 'waiting' : 'add', file.cursor, most],
    );
    const last = rows.at(-1);
    if (!last) return this.finish(act, file, context);
    await dealWithBatch(act, stepsOf(file.kind), rows, context, isDryRun);
    const moved = { cursor: last.number, doneRows: file.doneRows + rows.length, movedAt: context.now };
    await tx.update(ImportFileEntity, { id: file.id }, moved);
    if (rows.length < most) return this.finish(act, { ...file, ...moved }, context);
    await act.log(
      'import.moved',
      { importId: file.id, status: file.status, row: last.number },
      { authorityId: file.authorityId, at: context.now },
    );
    return `${rows.length} rows`;
  }

  private async finish(act: Act, file: ImportFileEntity, { now }: ImportContext): Promise<string> {
    const { id: importId, authorityId } = file;
    const envelope = { authorityId, at: now };
    if (file.status === 'checking') {
      await changeImport(act.tx, file, 'check', { movedAt: now });
      await act.log('import.checked', { importId }, envelope);
      return 'checked';
    }
    await changeImport(act.tx, file, 'finish', { finishedAt: now, movedAt: now });
    await eraseCells(act.tx, importId);
    await act.log('import.done', { importId }, envelope);
    return 'done';
  }

  private async contextOf({ tx }: Act, file: ImportFileEntity): Promise<ImportContext> {
    const { authorityId, kind, name: fileName, producedOn, startedBy, uploadedBy } = file;
    const { isDemonstration } = await tx.findOneByOrFail(AuthorityEntity, { id: authorityId });
    const now = this.clock.now();
    const userId = startedBy ?? uploadedBy;
    return {
      importId: file.id,
      kind,
      authorityId,
      userId,
      fileName,
      producedOn,
      isDemonstration,
      now,
      today: londonDate(now),
    };
  }
}
