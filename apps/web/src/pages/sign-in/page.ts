import type { SessionStarted, SignIn } from '#contracts/identity';
import type { SetUpView } from '#contracts/set-up';
import { ApiProblem, refuse } from '../../api.js';
import { openFormPage } from '../../console/form-page.js';
import { requiredPassword, requiredText } from '../../console/form-inputs.js';
import { homeOf } from '../../console/navigation.js';
import { mayAdminister } from '../../console/roles.js';
import { type OpenPage, redirect, render, type SignedInPage } from '../../console/page.js';
import { API_PATHS, ownPath, PATHS, SIGN_IN_NEXT } from '../../paths.js';

/**
 * Redirects a signed-in user to the start page of the user's role. An administrator whose authority is not set up yet
 * gets the set-up page. Other users are redirected to the sign-in page.
 */
export const homePage: SignedInPage = {
  path: PATHS.home,
  get: async ({ api, user }) => {
    const isSetUp = !mayAdminister(user) || (await api.get<SetUpView>(API_PATHS.setUp)).isReady;
    return redirect(isSetUp ? homeOf(user.role) : PATHS.setUp);
  },
};

/** A user of the demonstration authority, with the password in plain text. */
export interface DemonstrationSignIn extends SignIn {
  readonly role: string;
}

export interface SignInSettings {
  /**
   * The users that the sign-in page lists with their passwords, if the browser runs on this machine. Empty
   * outside a demonstration.
   */
  readonly demonstration: readonly DemonstrationSignIn[];
}

/** The sign-in form. After signing in, the user is redirected to the page that was first requested. */
export function signInPage({ demonstration }: SignInSettings): OpenPage {
  return openFormPage({
    path: PATHS.signIn,
    inputs: {
      email: requiredText('Enter your e-mail address.'),
      password: requiredPassword('Enter your password.'),
    },
    // The sign-in page shows every error above its form. An error page would keep the typed values, and a
    // password must never be kept.
    showsEveryRefusal: true,
    send: async ({ api, query }, command) => {
      const session = await api
        .post<SessionStarted>(API_PATHS.sessions, command)
        .catch(refuseAsWrongPassword);
      const to = ownPath(
        query.text(SIGN_IN_NEXT),
        mayAdminister(session.user) ? PATHS.home : homeOf(session.user.role),
      );
      return redirect(to, { session, ...(session.guessedAt !== null && { notice: 'account_guessed' }) });
    },
    page: ({ form, hasSession, isLocal, query }, returned) =>
      hasSession && !returned
        ? redirect(PATHS.home)
        : render('pages/sign-in/page.njk', {
            // The passwords are shown only to a browser on this machine.
            demonstration: isLocal ? demonstration : [],
            next: query.text(SIGN_IN_NEXT),
            email: form.text('email'),
          }),
  });
}

/**
 * Replaces a validation error of the API by the error code `sign_in_failed`. So a malformed e-mail address or
 * password gets the same answer as a wrong password.
 */
function refuseAsWrongPassword(error: unknown): never {
  if (error instanceof ApiProblem && error.problem.code === 'invalid_request') refuse('sign_in_failed', 401);
  throw error;
}

/**
 * Signs the user out of this browser. The session cookie is cleared even if the API cannot end the session.
 */
export const signOutPage = openFormPage({
  path: PATHS.signOut,
  send: async ({ api, hasSession }) => {
    if (!hasSession) return redirect(PATHS.signIn, { notice: 'signed_out' });
    try {
      await api.delete(API_PATHS.currentSession);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      if (error.problem.code !== 'not_signed_in')
        return redirect(PATHS.signIn, { session: null, notice: 'signed_out_here' });
    }
    return redirect(PATHS.signIn, { session: null, notice: 'signed_out' });
  },
});
