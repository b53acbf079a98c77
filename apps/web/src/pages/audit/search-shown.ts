import type { AuditEventView, PersonReadView } from '#contracts/audit';
import { PATHS } from '../../paths.js';

const PURPOSE_WORDING: Readonly<Record<string, string>> = {
  'GET /v1/people/:id': 'Person record',
  'GET /v1/person-searches/:id': 'Search for people',
  'GET /v1/awards/:id/person': 'Awarded care',
  'GET /v1/placements/:id/person': 'Live care',
};

/** Shapes a read of a person's details for its table row. */
export function personReadRow(read: PersonReadView) {
  return {
    at: read.at,
    viewer: read.viewerName,
    organisation: read.viewerOf === 'authority' ? 'Your council' : 'Provider',
    reference: read.personReference,
    page: PURPOSE_WORDING[read.purpose] ?? read.purpose,
    filterHref: `${PATHS.personReads}?person=${encodeURIComponent(read.personReference)}`,
  };
}

/** Shapes an event of the log for its table row. */
export function eventRow(event: AuditEventView) {
  return {
    at: event.at,
    name: eventInWords(event.name),
    subject: `${eventInWords(event.subjectType)} ${event.subjectId}`,
    reference: event.packageReference,
    href: event.packageId && PATHS.package(event.packageId),
    actor: event.actorName,
  };
}

/** Writes the name of an event as words: "offer.made" → "Offer made". */
export function eventInWords(name: string): string {
  const words = name.replaceAll(/[._]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
