import { Injectable } from '@nestjs/common';
import type { ImportView } from '#contracts/imports';
import { DomainError } from '#domain/domain-error';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { importView } from './imports.queries.js';
import { changeImport, lockImport } from './steps/lock-import.js';

/** Starts to write the rows of a checked import, or goes on with a stopped one. A job then writes them in batches. */
@Injectable()
export class StartImport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `import_not_found`, `move_not_allowed`; `nothing_to_change` if no row would be added */
  execute(caller: Caller, importId: string): Promise<ImportView> {
    const actor = staff(caller.actor);
    return this.acts.run(caller, 'start-import', { importId }, async (act) => {
      const { tx } = act;
      const file = await lockImport(tx, actor, importId);
      const [left] = await tx.query<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM import_row WHERE import_id = $1 AND outcome = 'add'`,
        [importId],
      );
      const rows = left?.rows ?? 0;
      const now = this.clock.now();
      const isNew = file.status === 'checked';
      if (isNew && rows === 0) throw new DomainError('nothing_to_change');
      await changeImport(tx, file, 'start', {
        startedBy: actor.userId,
        startedAt: now,
        movedAt: now,
        ...(isNew && { cursor: 0, doneRows: 0, toDoRows: rows }),
      });
      await act.log('import.started', { importId, rows }, { authorityId: actor.authorityId, at: now });
      return importView(tx, actor, importId);
    });
  }
}
