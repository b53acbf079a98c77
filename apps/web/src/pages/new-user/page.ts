import { randomUUID } from 'node:crypto';
import { ROLES } from '#contracts/access';
import type { UserView } from '#contracts/identity';
import { ApiProblem } from '../../api/api-problem.js';
import { type Fault, faultsOf, keyOf, missing } from '../../console/form.js';
import { goTo, show, type Shown, type SignedInPage, type Visit } from '../../console/page.js';
import { DOORS, PATHS } from '../../paths.js';
import { ROLE_WORDING } from '../../wording/roles.js';
import { PASSWORD_SENTENCE } from '../user/page.js';

const SENTENCES = {
  name: 'Enter the name, as colleagues know it.',
  email: 'Enter an e-mail address such as name@example.org.',
  role: 'Choose what the user does.',
  providerId: 'Enter the provider’s CQC id, such as 1-101635212; leave it empty for your own people.',
  password: PASSWORD_SENTENCE,
} as const;
const REQUIRED = {
  name: SENTENCES.name,
  email: SENTENCES.email,
  role: SENTENCES.role,
  password: PASSWORD_SENTENCE,
};
const FIELD_OF_CODE = {
  email_taken: 'email',
  provider_not_found: 'providerId',
  provider_shared: 'providerId',
};

/** Letting somebody in. The form carries a key of its own, so that sending it twice adds one user. */
export const newUserPage: SignedInPage = {
  path: PATHS.newUser,
  isFor: ({ role }) => role === 'administrator',
  get: (visit) => formShown(visit),
  post: async (visit) => {
    const { api, form } = visit;
    const faults = missing(form, REQUIRED);
    if (faults.length > 0) return formShown(visit, { faults, status: 400 });
    const providerId = form.text('providerId');
    const user = {
      ...{ name: form.text('name'), email: form.text('email'), role: form.text('role') },
      password: form.exact('password'),
      ...(providerId && { providerId }),
    };
    try {
      await api.post<UserView>(DOORS.newUser, user, keyOf(form));
      return goTo(PATHS.users, { notice: 'user_added' });
    } catch (error) {
      if (!(error instanceof ApiProblem) || !isForTheForm(error)) throw error;
      const refused = faultsOf(error.problem, SENTENCES, FIELD_OF_CODE);
      return formShown(visit, { faults: refused, status: error.problem.status });
    }
  },
};

/** What can be put right by typing something else. */
function isForTheForm({ problem: { code } }: ApiProblem): boolean {
  return code === 'invalid_request' || Object.hasOwn(FIELD_OF_CODE, code);
}

function formShown(
  { form }: Visit,
  refused: { faults: readonly Fault[]; status?: number } = { faults: [] },
): Shown {
  const { faults, status } = refused;
  const [name, email, role, providerId] = ['name', 'email', 'role', 'providerId'].map((field) =>
    form.text(field),
  );
  const choices = ROLES.map((value) => ({ value, text: ROLE_WORDING[value], checked: value === role }));
  const view = { name, email, providerId, choices, faults, key: randomUUID() };
  return show('pages/new-user/page.njk', view, status);
}
