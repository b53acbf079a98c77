import type { SignedInPage } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/**
 * Downloads a document that was uploaded as evidence, unchanged. The API decides who may read the document.
 */
export const documentPage: SignedInPage = {
  path: PATHS.document(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.documentContent(id)) }),
};

/**
 * Downloads the evidence pack of a restriction as one archive. The archive has the notice with all its
 * wordings, the updates and the documents.
 */
export const evidencePackPage: SignedInPage = {
  path: PATHS.evidencePack(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.evidencePack(id)) }),
};
