/** What evidence may be kept as. */
export const MEDIA_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'text/plain',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
] as const;
export type MediaType = (typeof MEDIA_TYPES)[number];

/** Everything else that is sent: 256 KB. */
export const LARGEST_BODY_BYTES = 256 * 1_024;

/** 10 MB. */
export const LARGEST_DOCUMENT_BYTES = 10 * 1_024 * 1_024;

/** Evidence as it was given: its bytes are never changed, and the checksum says so. */
export interface DocumentView {
  readonly id: string;
  readonly name: string;
  readonly mediaType: MediaType;
  readonly byteSize: number;
  /** Of the bytes, in hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: string;
  readonly uploadedBy: string;
}
