import { stateOf } from './restrictions-shown.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');

describe('the state of a restriction', () => {
  it.each([
    ['2026-03-02T09:00:00.000Z', null, null, 'in_force', 'from its very start'],
    ['2026-03-02T09:00:00.001Z', null, null, 'future', 'an instant before'],
    ['2026-03-01T09:00:00Z', '2026-03-02T09:00:00.001Z', null, 'in_force', 'an instant before its end'],
    ['2026-03-01T09:00:00Z', '2026-03-02T09:00:00.000Z', null, 'ended', 'no longer at its end'],
    ['2026-04-01T09:00:00Z', null, '2026-03-01T09:00:00Z', 'ended', 'lifted before it began'],
  ] as const)('from %s to %s, lifted %s, is %s: %s', (from, to, liftedAt, state, _why) => {
    expect(stateOf({ from, to, liftedAt }, NOW)).toBe(state);
  });
});
