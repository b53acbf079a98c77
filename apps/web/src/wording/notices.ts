import { BROKERING_NOTICES } from './brokering-notices.js';
import { COMMISSIONING_NOTICES } from './commissioning-notices.js';
import { PROVIDING_NOTICES } from './providing-notices.js';

/** What a page says about what was just done, by the word that the notice cookie carries. */
export const NOTICES = {
  signed_out: { text: 'You are signed out.', isGood: true },
  signed_out_here: {
    text: 'You are signed out of this browser. Homeward could not be reached, so the sign-in itself ends when it has been idle for 2 hours.',
    isGood: false,
  },
  signed_out_everywhere: { text: 'You are signed out everywhere.', isGood: true },
  session_over: {
    text: 'You were signed out: you had been away too long, or the sign-in was ended elsewhere. Sign in to go on; if you cannot, ask your administrator.',
    isGood: false,
  },
  password_changed: {
    text: 'Your password is changed, and you are signed out everywhere else.',
    isGood: true,
  },
  session_ended: { text: 'That sign-in has ended.', isGood: true },
  job_retried: { text: 'The job waits to be tried again.', isGood: true },
  job_not_failed: { text: 'The job was not failed any more, so nothing was changed.', isGood: false },
  user_added: { text: 'The user is added and may sign in now.', isGood: true },
  user_changed: { text: 'The user is changed.', isGood: true },
  user_disabled: {
    text: 'The user is disabled, is signed out everywhere, and what they had to see to is handed over.',
    isGood: true,
  },
  user_enabled: { text: 'The user may sign in again.', isGood: true },
  ...BROKERING_NOTICES,
  ...COMMISSIONING_NOTICES,
  ...PROVIDING_NOTICES,
} as const satisfies Record<string, { readonly text: string; readonly isGood: boolean }>;

export type Notice = keyof typeof NOTICES;

export function isNotice(word: string | undefined): word is Notice {
  return word !== undefined && Object.hasOwn(NOTICES, word);
}
