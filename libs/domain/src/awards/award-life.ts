import type { AwardStatus } from '#contracts/awards';
import type { Life } from '../lifecycle.js';

export type AwardMove = 'start' | 'withdraw';

/** The life of an award: it is not success until the branch confirms the start (docs/rules.md §5). */
// prettier-ignore
export const AWARD_LIFE: Life<AwardStatus, AwardMove> = {
  awaiting_start: { start: 'started', withdraw: 'withdrawn' },
  started:        {},
  withdrawn:      {},
};
