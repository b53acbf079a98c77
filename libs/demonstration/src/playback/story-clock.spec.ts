import { StoryClock } from './story-clock.js';

describe('the clock of the stories', () => {
  it('shows the time it was moved to, until it is moved again', () => {
    const clock = new StoryClock(new Date('2026-03-02T09:00Z'));
    clock.moveTo(new Date('2026-03-02T09:30Z'));
    expect(clock.now()).toEqual(new Date('2026-03-02T09:30Z'));
    expect(clock.now()).toEqual(new Date('2026-03-02T09:30Z'));
  });

  it('may be moved to where it is, and not a millisecond back', () => {
    const clock = new StoryClock(new Date('2026-03-02T09:00Z'));
    expect(() => clock.moveTo(new Date('2026-03-02T09:00Z'))).not.toThrow();
    expect(() => clock.moveTo(new Date('2026-03-02T08:59:59.999Z'))).toThrow(RangeError);
  });
});
