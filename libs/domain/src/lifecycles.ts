import type { AwardStatus } from '#contracts/awards';
import type { Life } from './lifecycle.js';
import type { Stage } from '#contracts/cut-over';
import type { BroadcastStatus, InvitationStatus } from '#contracts/broadcasts';
import type { OfferStatus } from '#contracts/offers';
import type { PlacementStatus } from '#contracts/placements';
import type { VariationRequestStatus } from '#contracts/variations';
import type { ReallocationStatus } from '#contracts/reallocations';

export type AwardChange = 'start' | 'withdraw';

/**
 * The lifecycle of an award. Care has started only when the branch or an officer has confirmed the start
 * (docs/rules.md §5).
 */
// prettier-ignore
export const AWARD_LIFE: Life<AwardStatus, AwardChange> = {
  awaiting_start: { start: 'started', withdraw: 'withdrawn' },
  started:        {},
  withdrawn:      {},
};

export type BroadcastChange = 'close' | 'award' | 'fail' | 'cancel';

/**
 * The lifecycle of a broadcast. Branches make offers while the broadcast is open, and the authority decides
 * after it has closed.
 */
// prettier-ignore
export const BROADCAST_LIFE: Life<BroadcastStatus, BroadcastChange> = {
  open:      { close: 'closed', award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  closed:    { award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  awarded:   {},
  unfilled:  {},
  cancelled: {},
};

export type InvitationChange = 'open' | 'decline' | 'revoke' | 'end';

/**
 * The lifecycle of an invitation. An invitation waits until its wave opens. A declined invitation cannot be
 * answered again. It can be revoked, because under the seal a restriction must not reveal who declined.
 */
// prettier-ignore
export const INVITATION_LIFE: Life<InvitationStatus, InvitationChange> = {
  waiting:  { open: 'open', revoke: 'revoked', end: 'ended' },
  open:     { decline: 'declined', revoke: 'revoked', end: 'ended' },
  declined: { revoke: 'revoked' },
  revoked:  {},
  ended:    {},
};

export type OfferChange = 'make' | 'revise' | 'withdraw' | 'lapse' | 'award' | 'lose' | 'withdraw_award';

/** The lifecycle of an offer. A withdrawn offer may be made again. A lost offer is never awarded. */
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

/** The lifecycle of a placement. If ended care begins again, a new placement begins. */
export const PLACEMENT_LIFE: Life<PlacementStatus, PlacementChange> = {
  live: { end: 'ended' },
  ended: {},
};

export type VariationRequestChange = 'approve' | 'refuse' | 'withdraw';

/** The lifecycle of a variation request, which is decided once. */
export const VARIATION_REQUEST_LIFE: Life<VariationRequestStatus, VariationRequestChange> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  refused: {},
  withdrawn: {},
};

export type ReallocationChange = 'start' | 'dismiss' | 'pause' | 'resume' | 'stop' | 'finish';

/** The lifecycle of a reallocation. A dismissed reallocation may still be started. */
// prettier-ignore
export const REALLOCATION_LIFE: Life<ReallocationStatus, ReallocationChange> = {
  proposed:  { start: 'running', dismiss: 'dismissed' },
  dismissed: { start: 'running' },
  running:   { pause: 'paused', stop: 'stopping', finish: 'finished' },
  paused:    { resume: 'running', stop: 'stopping', finish: 'finished' },
  stopping:  { finish: 'finished' },
  finished:  {},
};

export type StageChange = 'run_side_by_side' | 'go_live';

/** The lifecycle of an authority's change of system (docs/rules.md §7.5). An authority that is live stays live. */
// prettier-ignore
export const STAGE_LIFE: Life<Stage, StageChange> = {
  preparing:    { run_side_by_side: 'side_by_side' },
  side_by_side: { go_live: 'live' },
  live:         {},
};
