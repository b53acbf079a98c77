import type { Band, Day } from '#contracts/visits';
import { bandsInWords, daysInWords, windowInWords, visitsAWeek } from './visits.js';

describe('visits in words', () => {
  it.each<[Day[], string]>([
    [['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'], 'every day'],
    [['mon', 'tue', 'wed', 'thu', 'fri'], 'Monday to Friday'],
    [['sun', 'sat'], 'Saturday and Sunday'],
    [['fri', 'mon', 'wed'], 'Mon, Wed and Fri'],
    [['tue'], 'Tue'],
  ])('shows the days %j as %s', (days, words) => {
    expect(daysInWords(days)).toBe(words);
  });

  it('shows the time window of a visit if it has one, otherwise its band', () => {
    expect(windowInWords({ band: 'tea' })).toBe('16:00 to 18:00');
    expect(windowInWords({ band: 'tea', window: { from: '16:30', to: '16:45' } })).toBe('16:30 to 16:45');
  });

  it.each<[Band[], string]>([
    [['tea', 'breakfast', 'bed'], 'Breakfast, tea and bed'],
    [['night'], 'Night'],
    [[], 'None'],
  ])('shows the bands %j as %s', (bands, words) => {
    expect(bandsInWords(bands)).toBe(words);
  });

  it('counts a visit once for each of its days', () => {
    expect(visitsAWeek([{ days: ['mon', 'tue'] }, { days: ['sun'] }])).toBe(3);
  });
});
