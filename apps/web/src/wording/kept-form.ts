import { ERROR_WORDING, type FailureCode, failureTitle } from './errors.js';

/** What a page says that keeps a form to be sent again, where it is not what any other page would say. */
const OWN: Readonly<Partial<Record<FailureCode, { readonly title: string; readonly text: string }>>> = {
  not_signed_in: {
    title: 'Sign in again',
    text: 'You were signed out: you had been away too long, or the sign-in was ended elsewhere.',
  },
  form_expired: {
    title: 'Send it again',
    text: 'You have signed in or out since this form was opened, so it was not taken.',
  },
};

export function keptFormWording(code: FailureCode, status: number): { title: string; text: string } {
  return OWN[code] ?? { title: failureTitle(status), text: ERROR_WORDING[code] };
}
