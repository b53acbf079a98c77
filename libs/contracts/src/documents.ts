/** The media types that evidence may have. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** The largest request body that is not a document: 256 KB. */
export const LARGEST_BODY_BYTES = 256 * 1_024;

/** The largest document: 10 MB. */
export const LARGEST_DOCUMENT_BYTES = 10 * 1_024 * 1_024;

/** A document stored as evidence. Its bytes never change, which the checksum proves. */
export interface DocumentView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly byteSize: number;
  /** The SHA-256 checksum of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
}
