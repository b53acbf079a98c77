import type { RowOutcome, RowRemark } from '#contracts/imports';
import { keyedBy } from '#domain/collections';
import type { Cells } from '#domain/imports/open-row';
import { referenceKey } from '#domain/imports/read-cell';
import type { Act } from '#platform/acts/act';
import type { Reader, Tx } from '#platform/database/database';
import type { ImportContext, KindSteps, ReadRow, Verdict, WrittenRow } from './kind-steps.js';

export interface StoredRow {
  readonly number: number;
  readonly cells: Cells | null;
  readonly fileReasons: readonly RowRemark[];
}

interface RowResult {
  readonly number: number;
  readonly reference: string | null;
  readonly outcome: RowOutcome;
  readonly reasons: readonly RowRemark[];
  readonly notes: readonly RowRemark[];
  readonly recordId: string | null;
}

/**
 * Judges a batch of rows, and writes those that are added unless it is a dry run. A row is judged again when it is
 * written, because another user may have changed something since the dry run.
 *
 * A reference that was imported once is not imported again, also if its record was changed or removed since. So no row is
 * written twice.
 */
export async function dealWithBatch(
  act: Act,
  steps: KindSteps<unknown>,
  rows: readonly StoredRow[],
  context: ImportContext,
  isDryRun: boolean,
): Promise<void> {
  const { tx } = act;
  const results = new Map<number, RowResult>();
  const readable: ReadRow<unknown>[] = [];
  const notesOf = new Map<number, readonly RowRemark[]>();
  for (const { number, cells, fileReasons } of rows) {
    const { reference, value, reasons, notes } = steps.read(cells ?? {}, context);
    notesOf.set(number, notes);
    const all = [...reasons, ...fileReasons];
    if (value === null || reference === null || all.length > 0)
      results.set(number, { number, reference, outcome: 'refused', reasons: all, notes: [], recordId: null });
    else readable.push({ number, reference, key: referenceKey(reference), value });
  }
  const imported = await importedBefore(tx, readable, context);
  const verdicts = await steps.judge(
    tx,
    readable.filter(({ key }) => !imported.has(key)),
    context,
  );
  const added: ReadRow<unknown>[] = [];
  for (const row of readable) {
    const { number, key, reference } = row;
    const verdict = verdicts.get(number) ?? importedVerdict(imported.get(key));
    if (verdict.outcome === 'add') added.push(row);
    const notes =
      verdict.outcome === 'add' ? [...(notesOf.get(number) ?? []), ...verdict.notes] : verdict.notes;
    results.set(number, { number, reference, ...verdict, notes, recordId: null });
  }
  if (!isDryRun && added.length > 0) {
    const written = await steps.write(act, added, context);
    await recordImported(tx, added, written, context);
    for (const { number, recordId } of written) {
      const result = results.get(number);
      if (result) results.set(number, { ...result, outcome: 'added', recordId });
    }
  }
  await storeResults(tx, context, [...results.values()]);
}

interface ImportedBefore {
  readonly key: string;
  readonly fileName: string;
  readonly number: number;
}

async function importedBefore(
  reader: Reader,
  rows: readonly ReadRow<unknown>[],
  { authorityId, kind }: ImportContext,
): Promise<ReadonlyMap<string, ImportedBefore>> {
  const found = await reader.query<ImportedBefore>(
    `SELECT i.reference_key AS key, f.name AS "fileName", i.number
     FROM imported_record i JOIN import_file f ON f.id = i.import_id
     WHERE i.authority_id = $1 AND i.kind = $2 AND i.reference_key = ANY ($3::text[])`,
    [authorityId, kind, rows.map(({ key }) => key)],
  );
  return keyedBy(found, ({ key }) => key);
}

function importedVerdict(before: ImportedBefore | undefined): Verdict {
  if (!before) throw new Error('a row without a verdict');
  const sentence = `This reference was imported already, from row ${before.number} of ${before.fileName}.`;
  return { outcome: 'there', reasons: [], notes: [{ column: null, sentence }] };
}

async function recordImported(
  tx: Tx,
  rows: readonly ReadRow<unknown>[],
  written: readonly WrittenRow[],
  { authorityId, kind, importId }: ImportContext,
): Promise<void> {
  const rowOf = new Map(rows.map((row) => [row.number, row]));
  const records = written.map(({ number, recordId, isSizeAssumed = false }) => {
    const row = rowOf.get(number);
    return {
      key: row?.key,
      reference: row?.reference,
      record_id: recordId,
      number,
      size_assumed: isSizeAssumed,
    };
  });
  await tx.write(
    `INSERT INTO imported_record (authority_id, kind, reference_key, reference, record_id, import_id, number, size_assumed)
     SELECT $1, $2, key, reference, record_id, $3, number, size_assumed
     FROM jsonb_to_recordset($4::jsonb) AS r (key text, reference text, record_id text, number int, size_assumed boolean)`,
    [authorityId, kind, importId, JSON.stringify(records)],
  );
}

async function storeResults(
  tx: Tx,
  { importId }: ImportContext,
  results: readonly RowResult[],
): Promise<void> {
  await tx.write(
    `UPDATE import_row SET reference = r.reference, outcome = r.outcome, reasons = r.reasons, notes = r.notes,
                           record_id = r."recordId"
     FROM jsonb_to_recordset($2::jsonb) AS r (number int, reference text, outcome text, reasons jsonb, notes jsonb,
                                              "recordId" text)
     WHERE import_row.import_id = $1 AND import_row.number = r.number`,
    [importId, JSON.stringify(results)],
  );
}
