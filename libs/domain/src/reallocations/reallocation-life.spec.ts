import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { REALLOCATION_LIFE } from './reallocation-life.js';

describe('the life of a reallocation', () => {
  itIsALife(REALLOCATION_LIFE, 'proposed');

  it('ends finished; one that was dismissed may still be started', () => {
    expect(finalStatuses(REALLOCATION_LIFE)).toEqual(['finished']);
    expect(REALLOCATION_LIFE.dismissed).toEqual({ start: 'running' });
  });
});
