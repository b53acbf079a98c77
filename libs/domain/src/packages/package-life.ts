import type { PackageStatus } from '#contracts/packages';
import type { Life } from '../lifecycle.js';

export type PackageChange =
  'publish' | 'close' | 'fail' | 'cancel' | 'award' | 'start' | 'rebroadcast' | 'end' | 'withdraw';

/**
 * The life of a package. A first acceptable offer wins while the broadcast is open, without `deciding`.
 * One that is awarded is not given up: its award is withdrawn first, which asks again or leaves it unfilled.
 */
// prettier-ignore
export const PACKAGE_LIFE: Life<PackageStatus, PackageChange> = {
  draft:     { publish: 'broadcast', withdraw: 'withdrawn' },
  broadcast: { close: 'deciding', award: 'awarded', fail: 'unfilled', cancel: 'draft' },
  deciding:  { award: 'awarded', fail: 'unfilled', cancel: 'draft' },
  unfilled:  { publish: 'broadcast', withdraw: 'withdrawn' },
  awarded:   { start: 'live', rebroadcast: 'broadcast' },
  live:      { end: 'ended' },
  ended:     {},
  withdrawn: {},
};

/** What is asked for may change only while nobody is being asked. */
export function isEditable(status: PackageStatus): boolean {
  return status === 'draft' || status === 'unfilled';
}
