import type { VariationRequestStatus } from '#contracts/variations';
import type { Life } from '../lifecycle.js';

export type VariationRequestMove = 'approve' | 'refuse' | 'withdraw';

/** The life of a variation that is asked for: it is decided once. */
export const VARIATION_REQUEST_LIFE: Life<VariationRequestStatus, VariationRequestMove> = {
  requested: { approve: 'approved', refuse: 'refused', withdraw: 'withdrawn' },
  approved: {},
  refused: {},
  withdrawn: {},
};
