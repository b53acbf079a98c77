import { InFlight } from './requests-in-flight.js';

describe('what a session has under way', () => {
  it('is bounded, for each session apart, and free again once it is done', () => {
    const inFlight = new InFlight();
    const leave = Array.from({ length: 24 }, () => inFlight.enter('one'));
    expect(() => inFlight.enter('one')).toThrow(expect.objectContaining({ code: 'too_many_requests' }));
    expect(() => inFlight.enter('two')).not.toThrow();
    leave[0]?.();
    leave[0]?.();
    expect(() => inFlight.enter('one')).not.toThrow();
    expect(() => inFlight.enter('one')).toThrow();
  });
});
