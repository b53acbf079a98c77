import { InFlight } from './requests-in-flight.js';

describe('what a user has under way', () => {
  const refusal = expect.objectContaining({ code: 'too_many_requests' }) as Error;

  it('is bounded, for each user apart, and free again once it is done', () => {
    const inFlight = new InFlight();
    const leave = Array.from({ length: 24 }, () => inFlight.enter('one').hold());
    expect(() => inFlight.enter('one')).toThrow(refusal);
    expect(() => inFlight.enter('two')).not.toThrow();
    leave[0]?.();
    leave[0]?.();
    expect(() => inFlight.enter('one')).not.toThrow();
    expect(() => inFlight.enter('one')).toThrow(refusal);
  });

  it('counts until the last holder lets go', () => {
    const inFlight = new InFlight();
    const requests = Array.from({ length: 24 }, () => inFlight.enter('one'));
    const [connection, work] = [requests[0]?.hold(), requests[0]?.hold()];
    connection?.();
    expect(() => inFlight.enter('one')).toThrow(refusal);
    work?.();
    expect(() => inFlight.enter('one')).not.toThrow();
  });
});
