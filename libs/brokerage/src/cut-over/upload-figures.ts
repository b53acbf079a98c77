import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { FigureKind, ReconciliationDetail } from '#contracts/cut-over';
import { carryDifferences, type KnownDifference } from '#domain/cut-over/carry-differences';
import {
  type CareLine,
  type ComparedTotal,
  comparePeople,
  compareTotals,
  type FoundDifference,
  totalDifferences,
  type TotalLine,
} from '#domain/cut-over/compare-care';
import { type FiguresRead, readPeople, readTotals } from '#domain/cut-over/read-figures';
import { DomainError } from '#domain/domain-error';
import { londonDate } from '#domain/time/london';
import { addWorkingMinutes } from '#domain/time/working-time';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { insertRows } from '#platform/database/insert-rows';
import { updateRow } from '#platform/database/update-row';
import { staff } from '../access/scope.js';
import { readImportFile } from '../imports/steps/read-file.js';
import { CareDifferenceEntity, ReconciliationEntity } from '../rows/cut-over.entity.js';
import { peopleHere, reconciliationIn, totalsHere, withKeptRecords } from './reconciliations.queries.js';
import { lockUnfinished } from './steps/lock-cut-over.js';
import { ownerOfCutOver } from './steps/owner-of-cut-over.js';

export interface UploadFiguresCommand {
  readonly kind: FigureKind;
  readonly name: string;
  readonly content: Uint8Array;
}

type Figures =
  | { readonly kind: 'figure_totals'; readonly lines: readonly TotalLine[] }
  | { readonly kind: 'figure_people'; readonly lines: readonly CareLine[] };

/** A working day of ten hours. */
const SETTLE_WITHIN_MINUTES = 600;
const MOST_FAULTS = 20;

/**
 * Compares the council's own figures with the live care, as it is now, and records what differs (docs/rules.md §7.5). The
 * comparison counts for the day in London. A second file of the same kind replaces the figures of the day.
 */
@Injectable()
export class UploadFigures {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `import_file_invalid` with the reason; `figures_invalid` with the rows that cannot be read;
   * `cut_over_finished`
   */
  async execute(
    caller: Caller,
    { kind, name, content }: UploadFiguresCommand,
  ): Promise<ReconciliationDetail> {
    const { authorityId, userId } = staff(caller.actor);
    const figures = await figuresOf(kind, content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return this.acts.run(caller, 'upload-figures', { kind, name, sha256 }, async (act) => {
      const { tx } = act;
      await lockUnfinished(tx, authorityId);
      const now = this.clock.now();
      const { id } = await dayOf(tx, { authorityId, userId, kind, name, sha256, now });
      const found = await compare(tx, authorityId, id, figures);
      await this.record(act, { id, authorityId, kind, now }, found);
      return reconciliationIn(tx, authorityId, id);
    });
  }

  private async record(
    act: Act,
    { id, authorityId, kind, now }: { id: string; authorityId: string; kind: FigureKind; now: Date },
    found: readonly FoundDifference[],
  ): Promise<void> {
    const { tx } = act;
    const { fresh, still, gone } = carryDifferences(await knownDifferences(tx, authorityId, kind), found);
    const ownerId = fresh.length > 0 ? await ownerOfCutOver(tx, authorityId, now) : null;
    const dueAt = addWorkingMinutes(now, SETTLE_WITHIN_MINUTES);
    await insertRows(
      tx,
      CareDifferenceEntity,
      ...fresh.map((one) => ({
        id: uuid(),
        ...{ authorityId, foundIn: id, seenIn: id, ownerId, foundAt: now, dueAt },
        ...one,
        ...{ settledAt: null, settledBy: null, outcome: null, reason: null },
      })),
    );
    await seeAgain(tx, id, still);
    await tx.write(
      `UPDATE care_difference SET settled_at = $2, outcome = 'gone' WHERE id = ANY($1::uuid[])`,
      [gone, now],
    );
    await act.log(
      'reconciliation.made',
      {
        ...{ reconciliationId: id, kind, found: found.length },
        ...{ gone: gone.length, open: fresh.length + still.length },
      },
      { authorityId, at: now },
    );
  }
}

async function figuresOf(kind: FigureKind, content: Uint8Array): Promise<Figures> {
  const { rows } = await readImportFile(kind, content);
  return kind === 'figure_totals'
    ? { kind, lines: wholeOr(readTotals(rows)) }
    : { kind, lines: wholeOr(readPeople(rows)) };
}

/** @throws DomainError `figures_invalid` */
function wholeOr<T>(read: FiguresRead<T>): readonly T[] {
  if ('lines' in read) return read.lines;
  throw new DomainError('figures_invalid', {
    rows: read.faults.length,
    faults: read.faults.slice(0, MOST_FAULTS),
  });
}

interface Day extends Omit<UploadFiguresCommand, 'content'> {
  readonly authorityId: string;
  readonly userId: string;
  readonly sha256: string;
  readonly now: Date;
}

/** Finds or makes the comparison of today, and notes the file. The lock on the stage keeps a second user out. */
async function dayOf(tx: Tx, { authorityId, userId, kind, name, sha256, now }: Day): Promise<{ id: string }> {
  const day = londonDate(now);
  const file =
    kind === 'figure_totals'
      ? { totalsName: name, totalsSha256: sha256, totalsAt: now }
      : { peopleName: name, peopleSha256: sha256, peopleAt: now };
  const existing = await tx.findOneBy(ReconciliationEntity, { authorityId, day });
  if (existing) {
    await updateRow(tx, ReconciliationEntity, existing.id, { ...file, madeBy: userId });
    return existing;
  }
  const none = {
    ...{ totalsName: null, totalsSha256: null, totalsAt: null },
    ...{ peopleName: null, peopleSha256: null, peopleAt: null },
  };
  const made: ReconciliationEntity = { id: uuid(), authorityId, day, madeBy: userId, ...none, ...file };
  await insertRows(tx, ReconciliationEntity, made);
  return made;
}

async function compare(
  tx: Tx,
  authorityId: string,
  id: string,
  figures: Figures,
): Promise<readonly FoundDifference[]> {
  if (figures.kind === 'figure_people')
    return comparePeople(
      await peopleHere(tx, authorityId),
      await withKeptRecords(tx, authorityId, figures.lines),
    );
  const compared = compareTotals(await totalsHere(tx, authorityId), figures.lines);
  await storeTotals(tx, authorityId, id, compared);
  return totalDifferences(compared);
}

async function storeTotals(
  tx: Tx,
  authorityId: string,
  id: string,
  compared: readonly ComparedTotal[],
): Promise<void> {
  await tx.write('DELETE FROM reconciliation_total WHERE reconciliation_id = $1', [id]);
  await tx.write(
    `INSERT INTO reconciliation_total
       (reconciliation_id, authority_id, branch_id, lot_code, people_here, minutes_here, people_there, minutes_there)
     SELECT $1, $2, t."branchId", t."lotCode", t."peopleHere", t."minutesHere", t."peopleThere", t."minutesThere"
     FROM jsonb_to_recordset($3::jsonb) AS t ("branchId" text, "lotCode" text, "peopleHere" int, "minutesHere" int,
       "peopleThere" int, "minutesThere" int)`,
    [id, authorityId, JSON.stringify(compared)],
  );
}

/** Reads what earlier comparisons of this kind of figures found: what is open, and the last that was settled for each key. */
function knownDifferences(tx: Tx, authorityId: string, kind: FigureKind): Promise<KnownDifference[]> {
  return tx.query(
    `SELECT DISTINCT ON (kind, key, settled_at IS NULL) id, kind, key, case_number AS "caseNumber",
            branch_here AS "branchHere", branch_there AS "branchThere", lot_code AS "lotCode", people_here AS "peopleHere",
            people_there AS "peopleThere", minutes_here AS "minutesHere", minutes_there AS "minutesThere", outcome
     FROM care_difference WHERE authority_id = $1 AND (kind = 'total') = $2
     ORDER BY kind, key, settled_at IS NULL, settled_at DESC, id DESC`,
    [authorityId, kind === 'figure_totals'],
  );
}

/** Notes that open differences are still there, with their present values. */
async function seeAgain(
  tx: Tx,
  id: string,
  still: readonly { readonly id: string; readonly found: FoundDifference }[],
): Promise<void> {
  if (still.length === 0) return;
  await tx.write(
    `UPDATE care_difference d SET seen_in = $1, branch_there = t."branchThere", people_here = t."peopleHere",
       people_there = t."peopleThere", minutes_here = t."minutesHere", minutes_there = t."minutesThere"
     FROM jsonb_to_recordset($2::jsonb) AS t (id uuid, "branchThere" text, "peopleHere" int, "peopleThere" int,
       "minutesHere" int, "minutesThere" int) WHERE d.id = t.id`,
    [id, JSON.stringify(still.map(({ id: differenceId, found }) => ({ ...found, id: differenceId })))],
  );
}
