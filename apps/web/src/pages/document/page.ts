import type { SignedInPage } from '../../console/page.js';
import { API_PATHS, PATHS } from '../../paths.js';

/** A document, byte for byte. The API decides who may read it. */
export const documentPage: SignedInPage = {
  path: PATHS.document(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.documentContent(id)) }),
};

/** A notice with its wordings, updates and documents in one archive. */
export const evidencePackPage: SignedInPage = {
  path: PATHS.evidencePack(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.evidencePack(id)) }),
};
