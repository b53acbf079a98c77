import type {
  CapabilityRecorder,
  CapabilityStatementKind,
  CapabilityStatementView,
} from '#contracts/capabilities';
import { calendarDay } from '../formats/london-time.js';
import { PATHS } from '../paths.js';
import { NEED_WORDING } from './needs.js';
import { listInWords } from './visits.js';

const KIND: Readonly<Record<CapabilityStatementKind, string>> = {
  declared: 'Declared',
  withdrawn: 'Withdrawn',
  confirmed: 'Confirmed',
  refused: 'Not confirmed',
};

const RECORDER: Readonly<Record<CapabilityRecorder, string>> = {
  provider: 'The provider',
  own_council: 'Your council',
  another_council: 'Another council',
  not_known: 'Not recorded',
};

/** Returns one statement about capabilities of a branch as a row of its history. */
export function statementShown(statement: CapabilityStatementView) {
  const { kind, capabilities, evidence, documentId, onDay, recordedAt, recordedBy, recordedByName } =
    statement;
  const isOnBehalf =
    kind === 'declared' && (recordedBy === 'own_council' || recordedBy === 'another_council');
  return {
    what: isOnBehalf ? 'Declared and confirmed by a council for the branch' : KIND[kind],
    skills: listInWords(capabilities.map((one) => NEED_WORDING[one])),
    onDay: calendarDay(onDay),
    evidence: evidence || '–',
    document: documentId && PATHS.document(documentId),
    by: recordedByName ?? RECORDER[recordedBy],
    at: recordedAt,
  };
}

export const CONFIRMED_TAG = { text: 'Confirmed', classes: 'govuk-tag--green' };
export const UNCONFIRMED_TAG = { text: 'Not confirmed', classes: 'govuk-tag--yellow' };
