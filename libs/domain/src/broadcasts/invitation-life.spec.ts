import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { INVITATION_LIFE } from './invitation-life.js';

describe('the life of an invitation', () => {
  itIsALife(INVITATION_LIFE, 'waiting');

  it('is over once it is declined, revoked or ended', () => {
    expect(finalStatuses(INVITATION_LIFE)).toEqual(['declined', 'revoked', 'ended']);
  });
});
