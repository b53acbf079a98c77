import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { BROADCAST_LIFE } from './broadcast-life.js';

describe('the life of a broadcast', () => {
  itIsALife(BROADCAST_LIFE, 'open');

  it('is over once it is awarded, unfilled or cancelled', () => {
    expect(finalStatuses(BROADCAST_LIFE)).toEqual(['awarded', 'unfilled', 'cancelled']);
  });
});
