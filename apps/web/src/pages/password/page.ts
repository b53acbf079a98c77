import { ApiProblem } from '../../api/api-problem.js';
import { type Fault, faultsOf, missing } from '../../console/form.js';
import { goTo, show, type Shown, type SignedInPage } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';
import { PASSWORD_SENTENCE } from '../user/page.js';

const SENTENCES = {
  oldPassword: 'Enter your password as it is now.',
  newPassword: PASSWORD_SENTENCE,
} as const;
const FIELD_OF_CODE = { password_wrong: 'oldPassword', sign_in_throttled: 'oldPassword' };

/** One's own password, a new one for the old. */
export const passwordPage: SignedInPage = {
  path: PATHS.password,
  get: () => passwordShown(),
  post: async ({ api, form }) => {
    const faults = missing(form, SENTENCES);
    if (faults.length > 0) return passwordShown(faults, 400);
    const change = { oldPassword: form.exact('oldPassword'), newPassword: form.exact('newPassword') };
    try {
      await api.post(DOORS.ownPassword, change);
      return goTo(PATHS.sessions, { notice: 'password_changed' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      return passwordShown(faultsOf(error.problem, SENTENCES, FIELD_OF_CODE), error.problem.status);
    }
  },
};

const passwordShown = (faults: readonly Fault[] = [], status?: number): Shown =>
  show('pages/password/page.njk', { faults }, status);

function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return code === 'invalid_request' || Object.hasOwn(FIELD_OF_CODE, code);
}
