import { dueAt, failureOf, jobView, type ListedJob, subjectOf } from './job-view.js';

const at = (time: string): number => Date.parse(`2026-03-02T${time}Z`);

const aJob = (given: Partial<ListedJob> = {}): ListedJob => ({
  id: 'close-broadcast-b-1',
  name: 'close-broadcast',
  data: { broadcastId: 'b', requestId: 'r-12345678' },
  delay: 0,
  opts: { attempts: 8 },
  timestamp: at('09:00:00'),
  attemptsMade: 0,
  failedReason: '',
  ...given,
});

describe('why a job failed', () => {
  it.each([
    { reason: 'busy_try_again', word: 'busy_try_again', why: 'an error of ours is its code' },
    {
      reason: 'duplicate key value violates unique constraint "uq_award_package"',
      word: 'constraint:uq_award_package',
      why: 'a constraint is named',
    },
    {
      reason: 'new row for relation "person" violates check constraint "ck_x" O\'Brien <b>',
      word: 'constraint:ck_x',
      why: 'nothing of what follows it',
    },
    { reason: 'job stalled more than allowable limit', word: 'job_stalled', why: 'a worker died under it' },
    { reason: 'no act for 李', word: 'no_act', why: 'nobody knows the alarm' },
    {
      reason: "person O'Brien <b> 李 is not there",
      word: 'internal_error',
      why: 'anything else may name somebody',
    },
    { reason: 'constructor', word: 'internal_error', why: 'what every object has is no code' },
  ])('$why', ({ reason, word }) => {
    expect(failureOf(reason)).toBe(word);
  });
});

describe('a job in a list', () => {
  it('has no id of anything where it is about another authority’s care', () => {
    const view = jobView(aJob({ failedReason: 'busy_try_again' }), 'failed', false);
    expect(view).toMatchObject({ id: null, subject: null, requestId: null, failure: 'busy_try_again' });
    expect(JSON.stringify(view)).not.toContain('r-12345678');
  });

  it('has them where it is about one’s own', () => {
    expect(jobView(aJob(), 'waiting', true)).toMatchObject({
      id: 'close-broadcast-b-1',
      subject: { type: 'broadcast', id: 'b' },
      requestId: 'r-12345678',
      addedAt: '2026-03-02T09:00:00.000Z',
      dueAt: null,
    });
  });

  it('is about nothing where it carries no id that is known', () => {
    expect(subjectOf({ data: { wave: 2 } })).toBeNull();
    expect(subjectOf({ data: null })).toBeNull();
  });

  it.each([
    { why: 'from when it was added', job: aJob({ delay: 60_000 }), due: at('09:01:00') },
    {
      why: 'from its last attempt once there was one',
      job: aJob({ delay: 2_000, attemptsMade: 1, processedOn: at('10:00:00') }),
      due: at('10:00:02'),
    },
  ])('is due $why', ({ job, due }) => {
    expect(dueAt(job)).toBe(due);
  });
});
