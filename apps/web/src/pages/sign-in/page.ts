import type { SessionStarted, SignIn } from '#contracts/identity';
import { ApiProblem } from '../../api/api-problem.js';
import { type Fault, missing } from '../../console/form.js';
import { homeOf } from '../../console/navigation.js';
import { ownPath } from '../../console/own-path.js';
import { type Call, goTo, type OpenPage, show, type Shown } from '../../console/page.js';
import { durationInWords } from '../../formats/quantities.js';
import { DOORS, PATHS, SIGN_IN_NEXT } from '../../paths.js';
import { ERROR_WORDING } from '../../wording/errors.js';

/** Somebody who may sign in to the demonstration; its launcher says who. */
export interface DemonstrationSignIn extends SignIn {
  readonly role: string;
}

export interface SignInSettings {
  /** None but in a demonstration. */
  readonly demonstration: readonly DemonstrationSignIn[];
}

const FIELDS = { email: 'Enter your e-mail address.', password: 'Enter your password.' } as const;

/** Signing in, and then on to the page that was asked for. */
export function signInPage({ demonstration }: SignInSettings): OpenPage {
  const shown = ({ query, form }: Call, refused?: Refused): Shown => ({
    ...show('pages/sign-in/page.njk', {
      demonstration,
      next: query.text(SIGN_IN_NEXT),
      email: form.text('email'),
      faults: refused?.faults ?? [],
    }),
    ...(refused && { status: refused.status, retryAfterSeconds: refused.retryAfterSeconds }),
  });
  return {
    path: PATHS.signIn,
    isOpen: true,
    get: (call) => (call.hasSession ? goTo(PATHS.home) : shown(call)),
    post: async (call) => {
      const { api, form, query } = call;
      const faults = missing(form, FIELDS);
      if (faults.length > 0) return shown(call, { faults, status: 400 });
      try {
        const sent: SignIn = { email: form.text('email'), password: form.exact('password') };
        const session = await api.post<SessionStarted>(DOORS.sessions, sent);
        return goTo(ownPath(query.text(SIGN_IN_NEXT), homeOf(session.user.role)), { session });
      } catch (error) {
        if (error instanceof ApiProblem) return shown(call, refusedBy(error));
        throw error;
      }
    },
  };
}

interface Refused {
  readonly faults: readonly Fault[];
  readonly status: number;
  readonly retryAfterSeconds?: number | undefined;
}

/** Whatever goes wrong, the form is there to try again with. */
function refusedBy({ problem, retryAfterSeconds }: ApiProblem): Refused {
  // What cannot be an address or a password at all belongs to nobody, and is told like that.
  const code = problem.code === 'invalid_request' ? 'sign_in_failed' : problem.code;
  const status = code === 'sign_in_failed' ? 401 : problem.status;
  const wait = retryAfterSeconds === undefined ? '' : ` Try again in ${durationInWords(retryAfterSeconds)}.`;
  const field = code === 'sign_in_failed' ? 'email' : undefined;
  return { faults: [{ field, text: ERROR_WORDING[code] + wait }], status, retryAfterSeconds };
}
