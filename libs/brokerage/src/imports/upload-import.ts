import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ImportKind, ImportView, RowRemark } from '#contracts/imports';
import { DomainError } from '#domain/domain-error';
import { readPersonRow } from '#domain/imports/read-person-row';
import { personComparer, repeatedRows } from '#domain/imports/repeats';
import type { FileRow } from '#domain/imports/rows-of-table';
import { kindsFor } from '#contracts/imports';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { inSlices } from '#platform/process/in-slices';
import { staff } from '../access/scope.js';
import { ImportFileEntity } from '../rows/import.entity.js';
import { importView } from './imports.queries.js';
import { readImportFile } from './steps/read-file.js';

export interface UploadImportCommand {
  readonly kind: ImportKind;
  readonly name: string;
  readonly content: Uint8Array;
}

/** The most imports of an authority that are neither done nor discarded, because their rows are kept. */
const MOST_OPEN = 20;
const ROWS_AT_ONCE = 500;
/** Some milliseconds of work. */
const COMPARED_AT_ONCE = 100;

/**
 * Stores the rows of a file, and starts the dry run. Nothing is imported yet. The file itself is not kept: its checksum
 * says later which file it was.
 */
@Injectable()
export class UploadImport {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `import_file_invalid` with the reason; `import_too_many`; `role_not_allowed` for a kind that the
   * user's role does not import
   */
  async execute(caller: Caller, { kind, name, content }: UploadImportCommand): Promise<ImportView> {
    const actor = staff(caller.actor);
    if (actor.role === 'auditor' || !kindsFor(actor.role).includes(kind))
      throw new DomainError('role_not_allowed');
    const file = await readImportFile(kind, content);
    const reasons = await reasonsInFile(kind, file.rows, londonDate(this.clock.now()));
    const sha256 = createHash('sha256').update(content).digest('hex');
    const byteSize = content.length;
    // The command has the checksum of the file instead of its bytes.
    return this.acts.run(caller, 'upload-import', { kind, name, byteSize, sha256 }, async (act) => {
      const { tx } = act;
      const { authorityId, userId } = actor;
      const now = this.clock.now();
      await assertFewOpen(tx, authorityId);
      const upload: ImportFileEntity = {
        id: uuid(),
        authorityId,
        kind,
        name,
        byteSize,
        sha256,
        format: file.format,
        ignoredColumns: [...file.ignored].slice(0, 50).map((heading) => heading.slice(0, 100)),
        producedOn: file.producedOn,
        rowCount: file.rows.length,
        status: 'checking',
        cursor: 0,
        doneRows: 0,
        toDoRows: file.rows.length,
        uploadedBy: userId,
        uploadedAt: now,
        movedAt: now,
        startedBy: null,
        startedAt: null,
        finishedAt: null,
        takenBackBy: null,
        takenBackAt: null,
      };
      await insertRows(tx, ImportFileEntity, upload);
      await storeRows(tx, upload, file.rows, reasons);
      await act.log(
        'import.uploaded',
        { importId: upload.id, kind, rows: upload.rowCount },
        { authorityId, at: now },
      );
      return importView(tx, actor, upload.id);
    });
  }
}

type Reasons = ReadonlyMap<number, readonly RowRemark[]>;

async function storeRows(
  tx: Tx,
  { id, authorityId }: ImportFileEntity,
  rows: readonly FileRow[],
  reasons: Reasons,
): Promise<void> {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const stored = rows
      .slice(from, from + ROWS_AT_ONCE)
      .map(({ number, cells }) => ({ number, cells, reasons: reasons.get(number) ?? [] }));
    await tx.write(
      `INSERT INTO import_row (import_id, authority_id, number, cells, file_reasons, outcome)
       SELECT $1, $2, number, cells, reasons, 'waiting'
       FROM jsonb_to_recordset($3::jsonb) AS r (number int, cells jsonb, reasons jsonb)`,
      [id, authorityId, JSON.stringify(stored)],
    );
  }
}

/** Finds the rows that repeat an earlier row of the file, and rows of people that may be of the same person as one. */
async function reasonsInFile(kind: ImportKind, rows: readonly FileRow[], today: string): Promise<Reasons> {
  const reasons = new Map<number, readonly RowRemark[]>();
  for (const [number, repeat] of repeatedRows(kind, rows)) reasons.set(number, [repeat]);
  if (kind !== 'people') return reasons;
  const compare = personComparer();
  await inSlices(rows, COMPARED_AT_ONCE, (slice) => {
    for (const { number, cells } of slice) {
      if (reasons.has(number)) continue;
      // Numbers of the test range are compared too. Outside of the demonstration, their rows are refused later.
      const { value: person } = readPersonRow(cells, { today, isDemonstration: true });
      const remarks = person ? compare({ number, person }) : [];
      if (remarks.length > 0) reasons.set(number, remarks);
    }
  });
  return reasons;
}

/** @throws DomainError `import_too_many` */
async function assertFewOpen(tx: Tx, authorityId: string): Promise<void> {
  const [row] = await tx.query<{ open: number }>(
    `SELECT count(*)::int AS open FROM import_file
     WHERE authority_id = $1 AND status IN ('checking', 'checked', 'running', 'stopped')`,
    [authorityId],
  );
  if ((row?.open ?? 0) >= MOST_OPEN) throw new DomainError('import_too_many', { most: MOST_OPEN });
}
