import type { ReallocationStatus } from '#contracts/reallocations';
import type { Life } from '../lifecycle.js';

export type ReallocationMove = 'start' | 'dismiss' | 'pause' | 'resume' | 'stop' | 'finish';

/** The life of a reallocation. One that was dismissed may be started after all. */
// prettier-ignore
export const REALLOCATION_LIFE: Life<ReallocationStatus, ReallocationMove> = {
  proposed:  { start: 'running', dismiss: 'dismissed' },
  dismissed: { start: 'running' },
  running:   { pause: 'paused', stop: 'stopping', finish: 'finished' },
  paused:    { resume: 'running', stop: 'stopping', finish: 'finished' },
  stopping:  { finish: 'finished' },
  finished:  {},
};
