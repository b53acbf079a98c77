import { PACKAGE_STATUSES } from '#contracts/packages';
import { finalStatuses } from '../../testing/walk-life.js';
import { nextActionFor } from './next-action.js';
import { PACKAGE_LIFE } from './package-life.js';

describe('the next action', () => {
  it.each([
    ['draft', 'broadcast_package'],
    ['broadcast', 'await_offers'],
    ['deciding', 'decide_award'],
    ['unfilled', 'broadcast_again'],
    ['awarded', 'await_start'],
  ] as const)('of a package that is %s is %s', (status, action) => {
    expect(nextActionFor(status)).toBe(action);
  });

  it('is missing only where a package is live or finished', () => {
    const without = PACKAGE_STATUSES.filter((status) => nextActionFor(status) === null);
    expect(without).toEqual(['live', ...finalStatuses(PACKAGE_LIFE)]);
  });
});
