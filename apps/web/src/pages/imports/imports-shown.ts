import {
  type ImportRowView,
  type ImportSummary,
  type ImportView,
  KINDS_TAKEN_BACK,
  ROW_OUTCOME_WORDS,
  ROW_OUTCOMES,
  type RowOutcome,
  type RowRemark,
} from '#contracts/imports';
import { grouped } from '../../formats/quantities.js';
import { PATHS } from '../../paths.js';
import { queryOf } from '../../paths/url.js';
import { IMPORT_KIND_WORDING, IMPORT_STATUS_COLOUR, IMPORT_STATUS_WORDING } from '../../wording/imports.js';

/** A line of the list of imports. */
export function importLine({ id, kind, status, fileName, rowCount, uploadedBy, uploadedAt }: ImportSummary) {
  return {
    id: `import-${id}`,
    href: PATHS.import(id),
    fileName,
    kind: IMPORT_KIND_WORDING[kind],
    tag: { text: IMPORT_STATUS_WORDING[status], classes: IMPORT_STATUS_COLOUR[status] },
    rows: grouped(rowCount),
    uploadedBy,
    uploadedAt,
  };
}

const KILOBYTE = 1_024;

/** What the page of an import shows, with what the user may do next. */
export function importShown(view: ImportView, mayChange: boolean) {
  const { status, kind, counts, rowCount, doneRows, byteSize, ignoredColumns } = view;
  const isMoving = status === 'checking' || status === 'running';
  return {
    ...view,
    kindText: IMPORT_KIND_WORDING[kind],
    tag: { text: IMPORT_STATUS_WORDING[status], classes: IMPORT_STATUS_COLOUR[status] },
    size: `${grouped(Math.max(1, Math.round(byteSize / KILOBYTE)))} KB`,
    ignored: ignoredColumns.join(', '),
    isMoving,
    progress: {
      width: Math.max(rowCount, 1),
      done: doneRows,
      text: `${grouped(doneRows)} of ${grouped(rowCount)} rows`,
    },
    figures: ROW_OUTCOMES.filter((outcome) => counts[outcome] > 0).map((outcome) => ({
      text: ROW_OUTCOME_WORDS[outcome],
      count: counts[outcome],
    })),
    mayStart: mayChange && ((status === 'checked' && counts.add > 0) || status === 'stopped'),
    startText:
      status === 'stopped'
        ? 'Continue import'
        : `Import ${grouped(counts.add)} ${counts.add === 1 ? 'row' : 'rows'}`,
    hasNothing: status === 'checked' && counts.add === 0,
    mayStop: mayChange && status === 'running',
    mayDiscard: mayChange && (status === 'checked' || status === 'checking'),
    mayTakeBack:
      mayChange &&
      (status === 'done' || status === 'stopped') &&
      counts.added > 0 &&
      (KINDS_TAKEN_BACK as readonly string[]).includes(kind),
  };
}

export function rowLine({ number, reference, outcome, reasons, notes }: ImportRowView) {
  return {
    number,
    reference: reference ?? '–',
    outcome: ROW_OUTCOME_WORDS[outcome],
    isRefused: outcome === 'refused',
    remarks: [...reasons, ...notes].map(inWords),
  };
}

const inWords = ({ column, sentence }: RowRemark): string =>
  column === null ? sentence : `${column}: ${sentence}`;

export function isOutcome(word: string): word is RowOutcome {
  return (ROW_OUTCOMES as readonly string[]).includes(word);
}

/** The links that show only the rows of one outcome. */
export function outcomeLinks({ id, counts }: ImportView, chosen: RowOutcome | '') {
  const all = ROW_OUTCOMES.filter((outcome) => counts[outcome] > 0);
  return [
    { text: 'All', href: PATHS.import(id), isChosen: chosen === '' },
    ...all.map((outcome) => ({
      text: `${ROW_OUTCOME_WORDS[outcome]} (${grouped(counts[outcome])})`,
      href: PATHS.import(id) + queryOf({ outcome }),
      isChosen: outcome === chosen,
    })),
  ];
}
