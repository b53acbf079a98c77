import type { SignedInPage } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/** Downloads a document, with the bytes that were uploaded. The API decides who may read the document. */
export const documentPage: SignedInPage = {
  path: PATHS.document(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.documentContent(id)) }),
};

/**
 * Downloads the evidence pack of a restriction: one archive with all wordings of the notice, the updates and
 * the documents.
 */
export const evidencePackPage: SignedInPage = {
  path: PATHS.evidencePack(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.evidencePack(id)) }),
};
