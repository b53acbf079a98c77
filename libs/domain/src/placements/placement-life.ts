import type { PlacementStatus } from '#contracts/placements';
import type { Life } from '../lifecycle.js';

export type PlacementMove = 'end';

/** The life of a placement. Care that ended and begins again is a placement of its own. */
export const PLACEMENT_LIFE: Life<PlacementStatus, PlacementMove> = {
  live: { end: 'ended' },
  ended: {},
};
