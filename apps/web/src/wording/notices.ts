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
  session_ended: { text: 'That sign-in has ended.', isGood: true },
} as const satisfies Record<string, { readonly text: string; readonly isGood: boolean }>;

export type Notice = keyof typeof NOTICES;

export function isNotice(word: string | undefined): word is Notice {
  return word !== undefined && Object.hasOwn(NOTICES, word);
}
