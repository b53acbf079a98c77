import { finalStatuses, testLifecycle } from '../testing/lifecycle-tests.js';
import {
  AWARD_LIFE,
  BROADCAST_LIFE,
  INVITATION_LIFE,
  OFFER_LIFE,
  PLACEMENT_LIFE,
  VARIATION_REQUEST_LIFE,
  REALLOCATION_LIFE,
  STAGE_LIFE,
} from './lifecycles.js';
import { nextStatus } from './lifecycle.js';

describe('the life of an award', () => {
  testLifecycle(AWARD_LIFE, 'awaiting_start');

  it('is over once care has started or the award is withdrawn', () => {
    expect(finalStatuses(AWARD_LIFE)).toEqual(['started', 'withdrawn']);
  });
});

describe('the life of a broadcast', () => {
  testLifecycle(BROADCAST_LIFE, 'open');

  it('is over once it is awarded, unfilled or cancelled', () => {
    expect(finalStatuses(BROADCAST_LIFE)).toEqual(['awarded', 'unfilled', 'cancelled']);
  });
});

describe('the life of an invitation', () => {
  testLifecycle(INVITATION_LIFE, 'waiting');

  it('is over once it is revoked or ended, and cannot be answered again once it is declined', () => {
    expect(finalStatuses(INVITATION_LIFE)).toEqual(['revoked', 'ended']);
    expect(Object.keys(INVITATION_LIFE.declined)).toEqual(['revoke']);
  });
});

describe('the life of an offer', () => {
  testLifecycle(OFFER_LIFE, 'standing');

  it('is over once it has lapsed, lost or had its award withdrawn', () => {
    expect(finalStatuses(OFFER_LIFE)).toEqual(['lapsed', 'lost', 'award_withdrawn']);
  });

  it('goes on standing when it is revised', () => {
    expect(nextStatus(OFFER_LIFE, 'standing', 'revise')).toBe('standing');
  });
});

describe('the life of a placement', () => {
  testLifecycle(PLACEMENT_LIFE, 'live');

  it('is over once care has ended', () => {
    expect(finalStatuses(PLACEMENT_LIFE)).toEqual(['ended']);
  });
});

describe('the life of a variation that is asked for', () => {
  testLifecycle(VARIATION_REQUEST_LIFE, 'requested');

  it('is decided once', () => {
    expect(finalStatuses(VARIATION_REQUEST_LIFE)).toEqual(['approved', 'refused', 'withdrawn']);
  });
});

describe('the life of a reallocation', () => {
  testLifecycle(REALLOCATION_LIFE, 'proposed');

  it('ends finished; one that was dismissed may still be started', () => {
    expect(finalStatuses(REALLOCATION_LIFE)).toEqual(['finished']);
    expect(REALLOCATION_LIFE.dismissed).toEqual({ start: 'running' });
  });
});

describe('the stages of an authority', () => {
  testLifecycle(STAGE_LIFE, 'preparing');

  it('end when it is live', () => {
    expect(finalStatuses(STAGE_LIFE)).toEqual(['live']);
  });
});
