import type { SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';

/** Evidence as it was given, by whomever the API lets read it. */
export const documentPage: SignedInPage = {
  path: PATHS.document(':id'),
  get: async ({ api, parameters }) => ({ file: await api.open(DOORS.documentContent(parameters.id ?? '')) }),
};

/** A notice with its wordings, every update and the documents, in one archive. */
export const evidencePackPage: SignedInPage = {
  path: PATHS.evidencePack(':id'),
  get: async ({ api, parameters }) => ({ file: await api.open(DOORS.evidencePack(parameters.id ?? '')) }),
};
