import { LARGEST_DOCUMENT_BYTES } from './documents.js';
import { LARGEST_IMPORT_BYTES } from './imports.js';

/** The routes whose request body is a file, each with the largest file in bytes. The web process and the API both refuse more. */
export const UPLOAD_ROUTES = {
  '/v1/documents': LARGEST_DOCUMENT_BYTES,
  '/v1/imports': LARGEST_IMPORT_BYTES,
  '/v1/reconciliations': LARGEST_IMPORT_BYTES,
} as const;

export type UploadRoute = keyof typeof UPLOAD_ROUTES;
