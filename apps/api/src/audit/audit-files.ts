import type { AuditEventView, PersonReadView } from '#contracts/audit';
import { londonDateTime } from '#domain/time/london';

type Cells = readonly (string | null)[];

export const PERSON_READ_COLUMNS = ['Time (UK)', 'Viewer', 'Organisation', 'Case number', 'Read with'];

export const personReadCells = (read: PersonReadView): Cells => [
  londonDateTime(new Date(read.at)),
  read.viewerName,
  read.viewerOf,
  read.personReference,
  read.purpose,
];

export const EVENT_COLUMNS = ['Time (UK)', 'Event', 'Subject', 'Subject id', 'Package', 'User'];

export const eventCells = (event: AuditEventView): Cells => [
  londonDateTime(new Date(event.at)),
  event.name,
  event.subjectType,
  event.subjectId,
  event.packageReference,
  event.actorName,
];

/** Converts lists of views to lists of table rows, one list at a time. */
export async function* cellsOf<T>(
  lists: AsyncIterable<readonly T[]>,
  cells: (view: T) => Cells,
): AsyncGenerator<readonly Cells[]> {
  for await (const views of lists) yield views.map(cells);
}
