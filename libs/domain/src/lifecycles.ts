import type { AwardStatus } from '#contracts/awards';
import type { Life } from './lifecycle.js';
import type { BroadcastStatus, InvitationStatus } from '#contracts/broadcasts';
import type { OfferStatus } from '#contracts/offers';
import type { PlacementStatus } from '#contracts/placements';
import type { VariationRequestStatus } from '#contracts/variations';
import type { ReallocationStatus } from '#contracts/reallocations';

export type AwardChange = 'start' | 'withdraw';

/** The life of an award: it is not success until the branch confirms the start (docs/rules.md §5). */
// prettier-ignore
export const AWARD_LIFE: Life<AwardStatus, AwardChange> = {
  awaiting_start: { start: 'started', withdraw: 'withdrawn' },
  started:        {},
  withdrawn:      {},
};

export type BroadcastChange = 'close' | 'award' | 'fail' | 'cancel';

/** The life of a broadcast: offers are taken while it is open, and decided once it is closed. */
// prettier-ignore
export const BROADCAST_LIFE: Life<BroadcastStatus, BroadcastChange> = {
  open:      { close: 'closed', award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  closed:    { award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  awarded:   {},
  unfilled:  {},
  cancelled: {},
};

export type InvitationChange = 'open' | 'decline' | 'revoke' | 'end';

/** The life of an invitation: it waits for its wave, and an answer of no is final. */
// prettier-ignore
export const INVITATION_LIFE: Life<InvitationStatus, InvitationChange> = {
  waiting:  { open: 'open', revoke: 'revoked', end: 'ended' },
  open:     { decline: 'declined', revoke: 'revoked', end: 'ended' },
  declined: {},
  revoked:  {},
  ended:    {},
};

export type OfferChange = 'make' | 'revise' | 'withdraw' | 'lapse' | 'award' | 'lose' | 'withdraw_award';

/** The life of an offer. One that was withdrawn may be made again; one that lost is not awarded later. */
// prettier-ignore
export const OFFER_LIFE: Life<OfferStatus, OfferChange> = {
  standing:        { revise: 'standing', withdraw: 'withdrawn', lapse: 'lapsed', award: 'awarded', lose: 'lost' },
  withdrawn:       { make: 'standing' },
  lapsed:          {},
  awarded:         { withdraw_award: 'award_withdrawn' },
  lost:            {},
  award_withdrawn: {},
};

export type PlacementChange = 'end';

/** The life of a placement. Care that ended and begins again is a placement of its own. */
export const PLACEMENT_LIFE: Life<PlacementStatus, PlacementChange> = {
  live: { end: 'ended' },
  ended: {},
};

export type VariationRequestChange = 'approve' | 'refuse' | 'withdraw';

/** The life of a variation that is asked for: it is decided once. */
export const VARIATION_REQUEST_LIFE: Life<VariationRequestStatus, VariationRequestChange> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  refused: {},
  withdrawn: {},
};

export type ReallocationChange = 'start' | 'dismiss' | 'pause' | 'resume' | 'stop' | 'finish';

/** The life of a reallocation. One that was dismissed may be started after all. */
// prettier-ignore
export const REALLOCATION_LIFE: Life<ReallocationStatus, ReallocationChange> = {
  proposed:  { start: 'running', dismiss: 'dismissed' },
  dismissed: { start: 'running' },
  running:   { pause: 'paused', stop: 'stopping', finish: 'finished' },
  paused:    { resume: 'running', stop: 'stopping', finish: 'finished' },
  stopping:  { finish: 'finished' },
  finished:  {},
};
