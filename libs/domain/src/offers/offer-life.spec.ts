import { move } from '../lifecycle.js';
import { finalStatuses, itIsALife } from '../../testing/walk-life.js';
import { OFFER_LIFE } from './offer-life.js';

describe('the life of an offer', () => {
  itIsALife(OFFER_LIFE, 'standing');

  it('is over once it has lapsed, lost or had its award withdrawn', () => {
    expect(finalStatuses(OFFER_LIFE)).toEqual(['lapsed', 'lost', 'award_withdrawn']);
  });

  it('goes on standing when it is revised', () => {
    expect(move(OFFER_LIFE, 'standing', 'revise')).toBe('standing');
  });
});
