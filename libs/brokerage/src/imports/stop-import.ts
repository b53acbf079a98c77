import { Injectable } from '@nestjs/common';
import type { ImportView } from '#contracts/imports';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, SYSTEM_CALLER } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { findRow } from '#platform/database/find-row';
import { staff } from '../access/scope.js';
import { ImportFileEntity } from '../rows/import.entity.js';
import { importView } from './imports.queries.js';
import { changeImport, eraseCells, lockImport } from './steps/lock-import.js';

/** Stops an import between two batches. What was written stays, and the import can go on or be taken back. */
@Injectable()
export class StopImport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `import_not_found`, `move_not_allowed` */
  execute(caller: Caller, importId: string): Promise<ImportView> {
    const actor = staff(caller.actor);
    return this.acts.run(caller, 'stop-import', { importId }, async (act) => {
      const file = await lockImport(act.tx, actor, importId);
      const now = this.clock.now();
      await changeImport(act.tx, file, 'stop', { movedAt: now });
      await act.log('import.stopped', { importId }, { authorityId: actor.authorityId, at: now });
      return importView(act.tx, actor, importId);
    });
  }

  /**
   * Discards a file of which nothing was written. Its cells are erased.
   *
   * @throws DomainError `import_not_found`, `move_not_allowed`
   */
  discard(caller: Caller, importId: string): Promise<ImportView> {
    const actor = staff(caller.actor);
    return this.acts.run(caller, 'discard-import', { importId }, async (act) => {
      const file = await lockImport(act.tx, actor, importId);
      const now = this.clock.now();
      await changeImport(act.tx, file, 'discard', { movedAt: now, finishedAt: now });
      await eraseCells(act.tx, importId);
      await act.log('import.discarded', { importId }, { authorityId: actor.authorityId, at: now });
      return importView(act.tx, actor, importId);
    });
  }

  /**
   * Discards a checked file that waited too long, or ends a stopped import, for the sweep. Rows that were not written are
   * left out. Does nothing if a user went on meanwhile.
   */
  discardForgotten(importId: string): Promise<string> {
    return this.acts.run(
      SYSTEM_CALLER,
      'discard-forgotten-import',
      { importId },
      async (act) => {
        const file = await findRow(act.tx, ImportFileEntity, { id: importId }, 'FOR UPDATE');
        if (file?.status !== 'checked' && file?.status !== 'stopped') return 'nothing to do';
        const now = this.clock.now();
        const isStopped = file.status === 'stopped';
        await changeImport(act.tx, file, isStopped ? 'finish' : 'discard', { movedAt: now, finishedAt: now });
        if (isStopped)
          await act.tx.write(
            `UPDATE import_row SET outcome = 'left_out' WHERE import_id = $1 AND outcome IN ('waiting', 'add')`,
            [importId],
          );
        await eraseCells(act.tx, importId);
        const envelope = { authorityId: file.authorityId, at: now };
        await act.log('import.discarded', { importId }, envelope);
        return 'discarded';
      },
      { enter: { kind: 'import', id: importId } },
    );
  }
}
