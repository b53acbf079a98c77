import { type Condition, CONDITION_KINDS } from '#contracts/restrictions';
import { conditionInWords } from './restrictions.js';

describe('conditions in words', () => {
  it.each<[Condition, string]>([
    [{ kind: 'no_new_people' }, 'cannot start care for new people'],
    [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }, '3 h 30 min a week in total'],
    [{ kind: 'growth_limit', limitMinutes: 60, basis: 'per_change' }, '1 h a week at once'],
    [{ kind: 'hours_cap', capMinutes: 60_000 }, '1,000 h a week'],
    [{ kind: 'closed' }, 'no new packages'],
    [{ kind: 'suspended' }, 'no new work'],
    [{ kind: 'reporting', everyDays: 14 }, 'every 14 days'],
    [{ kind: 'reporting', everyDays: 1 }, 'every day'],
  ])('%j: %s', (condition, words) => {
    expect(conditionInWords(condition)).toContain(words);
    expect(conditionInWords(condition)).toMatch(/\.$/);
    expect(CONDITION_KINDS).toContain(condition.kind);
  });
});
