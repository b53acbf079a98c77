import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { PLACEMENT_LIFE } from './placement-life.js';

describe('the life of a placement', () => {
  itIsALife(PLACEMENT_LIFE, 'live');

  it('is over once care has ended', () => {
    expect(finalStatuses(PLACEMENT_LIFE)).toEqual(['ended']);
  });
});
