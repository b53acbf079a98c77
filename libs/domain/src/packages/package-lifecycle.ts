import type { PackageStatus } from '#contracts/packages';
import type { Life } from '../lifecycle.js';

export type PackageChange =
  'publish' | 'close' | 'fail' | 'cancel' | 'award' | 'start' | 'rebroadcast' | 'end' | 'withdraw';

/**
 * The lifecycle of a package: the allowed changes in each status.
 *
 * If the first acceptable offer wins, the package skips `deciding`, because the offer wins while the
 * broadcast is open. An awarded package can be withdrawn only after its award is withdrawn.
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

/** True if the details of a package may be changed: the package is a draft or unfilled. */
export function isEditable(status: PackageStatus): boolean {
  return status === 'draft' || status === 'unfilled';
}
