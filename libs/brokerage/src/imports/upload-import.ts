import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { ImportKind, ImportView, RowRemark } from '#contracts/imports';
import type { StaffActor } from '#contracts/roles-and-actors';
import { DomainError } from '#domain/domain-error';
import { readPersonRow } from '#domain/imports/read-person-row';
import { repeatedRows, similarPeople } from '#domain/imports/repeats';
import type { FileRow } from '#domain/imports/rows-of-table';
import { kindsFor } from '#contracts/imports';
import { londonDate } from '#domain/time/london';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { staff } from '../access/scope.js';
import { AuthorityEntity } from '../rows/authority.entity.js';
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
const ROWS_AT_ONCE = 2_000;

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
      await this.storeRows(tx, actor, upload, file.rows);
      await act.log(
        'import.uploaded',
        { importId: upload.id, kind, rows: upload.rowCount },
        { authorityId, at: now },
      );
      return importView(tx, actor, upload.id);
    });
  }

  private async storeRows(
    tx: Tx,
    { authorityId }: StaffActor,
    { id, kind, uploadedAt }: ImportFileEntity,
    rows: readonly FileRow[],
  ): Promise<void> {
    const repeated = repeatedRows(kind, rows);
    const { isDemonstration } = await tx.findOneByOrFail(AuthorityEntity, { id: authorityId });
    const similar =
      kind === 'people'
        ? similarAmong(
            rows.filter(({ number }) => !repeated.has(number)),
            londonDate(uploadedAt),
            isDemonstration,
          )
        : new Map<number, RowRemark[]>();
    const stored = rows.map(({ number, cells }) => {
      const repeat = repeated.get(number);
      return { number, cells, reasons: repeat ? [repeat] : (similar.get(number) ?? []) };
    });
    for (let from = 0; from < stored.length; from += ROWS_AT_ONCE)
      await tx.write(
        `INSERT INTO import_row (import_id, authority_id, number, cells, file_reasons, outcome)
         SELECT $1, $2, number, cells, reasons, 'waiting'
         FROM jsonb_to_recordset($3::jsonb) AS r (number int, cells jsonb, reasons jsonb)`,
        [id, authorityId, JSON.stringify(stored.slice(from, from + ROWS_AT_ONCE))],
      );
  }
}

/** Compares the rows of people that can be read. The others are refused anyway. */
function similarAmong(
  rows: readonly FileRow[],
  today: string,
  isDemonstration: boolean,
): ReadonlyMap<number, RowRemark[]> {
  return similarPeople(
    rows.flatMap(({ number, cells }) => {
      const { value: person } = readPersonRow(cells, { today, isDemonstration });
      return person ? [{ number, person }] : [];
    }),
  );
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
