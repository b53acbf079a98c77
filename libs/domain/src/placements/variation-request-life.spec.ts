import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { VARIATION_REQUEST_LIFE } from './variation-request-life.js';

describe('the life of a variation that is asked for', () => {
  itIsALife(VARIATION_REQUEST_LIFE, 'requested');

  it('is decided once', () => {
    expect(finalStatuses(VARIATION_REQUEST_LIFE)).toEqual(['approved', 'refused', 'withdrawn']);
  });
});
