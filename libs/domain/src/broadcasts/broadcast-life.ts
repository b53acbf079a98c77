import type { BroadcastStatus } from '#contracts/broadcasts';
import type { Life } from '../lifecycle.js';

export type BroadcastMove = 'close' | 'award' | 'fail' | 'cancel';

/** The life of a broadcast: offers are taken while it is open, and decided once it is closed. */
// prettier-ignore
export const BROADCAST_LIFE: Life<BroadcastStatus, BroadcastMove> = {
  open:      { close: 'closed', award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  closed:    { award: 'awarded', fail: 'unfilled', cancel: 'cancelled' },
  awarded:   {},
  unfilled:  {},
  cancelled: {},
};
