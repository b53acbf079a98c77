import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { AWARD_LIFE } from './award-life.js';

describe('the life of an award', () => {
  itIsALife(AWARD_LIFE, 'awaiting_start');

  it('is over once care has started or the award is withdrawn', () => {
    expect(finalStatuses(AWARD_LIFE)).toEqual(['started', 'withdrawn']);
  });
});
