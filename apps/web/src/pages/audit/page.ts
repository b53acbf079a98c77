import type { AuditView } from '#contracts/audit';
import { render, type SignedInPage } from '../../console/page.js';
import { isAuditor } from '../../console/roles.js';
import { API_PATHS, PATHS } from '../../paths.js';
import { auditShown } from './audit-shown.js';

/** Says to auditors whether the log is whole, and offers its latest head to keep elsewhere. */
export const auditPage: SignedInPage = {
  path: PATHS.audit,
  mayOpen: isAuditor,
  get: async ({ api }) => {
    const audit = await api.get<AuditView>(API_PATHS.audit);
    return render('pages/audit/page.njk', { audit: auditShown(audit) });
  },
};

/** Downloads the latest head of the log. */
export const auditHeadPage: SignedInPage = {
  path: PATHS.auditHead,
  mayOpen: isAuditor,
  get: async ({ api }) => ({ file: await api.open(API_PATHS.auditHead) }),
};

/** Downloads the award file of a broadcast: what was decided, with what proves it. */
export const awardFilePage: SignedInPage = {
  path: PATHS.awardFile(':id'),
  get: async ({ api, id }) => ({ file: await api.open(API_PATHS.awardFile(id)) }),
};
