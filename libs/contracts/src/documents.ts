/** The media types that an uploaded document may have. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** The largest request body in bytes, for requests that do not upload a document: 256 KB. */
export const LARGEST_BODY_BYTES = 256 * 1_024;

/** The largest size of an uploaded document in bytes: 10 MB. */
export const LARGEST_DOCUMENT_BYTES = 10 * 1_024 * 1_024;

/** A document that is stored as evidence. Its bytes never change, which its checksum proves. */
export interface DocumentView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly byteSize: number;
  /** The SHA-256 checksum of the document's bytes, in hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
}
