import type { PackageStatus } from '#contracts/packages';
import type { Life } from '../lifecycle.js';

export type PackageChange =
  'publish' | 'close' | 'fail' | 'cancel' | 'award' | 'start' | 'rebroadcast' | 'end' | 'withdraw';

/**
 * The lifecycle of a package. With first-acceptable allocation an offer wins while the broadcast is open, without
 * `deciding`. An awarded package cannot be withdrawn: its award is withdrawn first, which broadcasts again or leaves
 * it unfilled.
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

/** True if the package may be changed: it is neither out to broadcast nor decided. */
export function isEditable(status: PackageStatus): boolean {
  return status === 'draft' || status === 'unfilled';
}
