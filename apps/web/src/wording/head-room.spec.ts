import { headRoomInWords } from './head-room.js';

describe('head-room', () => {
  it.each([
    [75, '2026-12-14T12:00:00Z', '1 hour 15 minutes left until Mon, 14 December 2026'],
    [0, null, 'Nothing left'],
    [60, '2026-07-14T23:30:00Z', '1 hour left until Wed, 15 July 2026'],
  ])('of %s minutes until %s is "%s"', (leftMinutes, until, words) => {
    expect(headRoomInWords({ leftMinutes, until })).toBe(words);
  });
});
