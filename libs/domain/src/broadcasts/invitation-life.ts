import type { InvitationStatus } from '#contracts/broadcasts';
import type { Life } from '../lifecycle.js';

export type InvitationMove = 'open' | 'decline' | 'revoke' | 'end';

/** The life of an invitation: it waits for its wave, and an answer of no is final. */
// prettier-ignore
export const INVITATION_LIFE: Life<InvitationStatus, InvitationMove> = {
  waiting:  { open: 'open', revoke: 'revoked', end: 'ended' },
  open:     { decline: 'declined', revoke: 'revoked', end: 'ended' },
  declined: {},
  revoked:  {},
  ended:    {},
};
