import { alarmInWords, jobFailureInWords } from './jobs.js';

describe('jobs in words', () => {
  it.each([
    ['close-broadcast', 'Close a broadcast'],
    ['an-alarm-of-tomorrow', 'an-alarm-of-tomorrow'],
    ['toString', 'toString'],
  ])('calls the alarm %s %s', (alarm, words) => {
    expect(alarmInWords(alarm)).toBe(words);
  });

  it.each([
    ['constraint:uq_award_package', /uq_award_package/],
    ['job_stalled', /stopped while it ran/],
    ['no_act', /Update the workers/],
    ['internal_error', /Unexpected/],
    ['busy_try_again', /busy_try_again/],
  ])('says what to do about the failure %s', (failure, words) => {
    expect(jobFailureInWords(failure)).toMatch(words);
    expect(jobFailureInWords(failure)).toMatch(/(Try again|try again|Check the log).*\.$/);
  });

  it('is empty if the job did not fail', () => {
    expect(jobFailureInWords(null)).toBe('');
  });
});
