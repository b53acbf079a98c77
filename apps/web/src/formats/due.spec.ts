import { dueInWords } from './due.js';

const NOW = new Date('2026-03-02T09:00:00Z');

describe('what is due', () => {
  it.each([
    ['2026-03-02T09:00:01Z', '1 second left'],
    ['2026-03-02T09:00:00Z', 'less than a second overdue'],
    ['2026-03-02T10:03:00Z', '1 hour 3 minutes left'],
    ['2026-03-02T07:00:00Z', '2 hours overdue'],
    ['2026-02-27T08:00:00Z', '3 days 1 hour overdue'],
  ])('at %s is %s', (dueAt, words) => {
    expect(dueInWords(dueAt, NOW)).toBe(words);
  });
});
