import type { DocumentView } from '#contracts/documents';
import { keyOf } from '../../../console/form.js';
import type { Visit } from '../../../console/page.js';
import { DOORS } from '../../../paths.js';

/** A document that is kept, and that a form cites; both empty for none. */
export interface CitedDocument {
  readonly documentId: string;
  readonly documentName: string;
}

/** What a form cites already: received with it before, or cited by what it changes. */
export function citedBefore({ form }: Visit): CitedDocument {
  return { documentId: form.text('documentId'), documentName: form.text('documentName') };
}

/**
 * What a form cites now. The file that came with it is kept at once, so that it need not be chosen again whatever
 * comes next.
 */
export async function citedNow(visit: Visit): Promise<CitedDocument> {
  const { api, form } = visit;
  const file = form.file('document');
  if (!file) return citedBefore(visit);
  const key = keyOf(form, 'documentKey');
  const { id, name } = await api.upload<DocumentView>(DOORS.evidence(file.name), file, key);
  return { documentId: id, documentName: name };
}

/** Of the codes that the API refuses a document with, each belongs to its field. */
export const FIELD_OF_DOCUMENT_CODE = {
  document_type_not_allowed: 'document',
  document_invalid: 'document',
  document_not_found: 'document',
} as const;
