import { CASE_STATUSES } from '#contracts/reallocations';
import { finalStatuses, testLifecycle } from '../../testing/lifecycle-tests.js';
import { CASE_LIFE, isAskedFor, isOver } from './case-lifecycle.js';

describe('the life of a case', () => {
  testLifecycle(CASE_LIFE, 'queued');

  it('is over once the person is moved, kept, or needs no care, and never by being unplaced', () => {
    expect(finalStatuses(CASE_LIFE)).toEqual(['moved', 'kept', 'ended']);
    expect(CASE_STATUSES.filter(isOver)).toEqual(finalStatuses(CASE_LIFE));
  });

  it('may be kept, and ends with the care, wherever it is', () => {
    for (const status of CASE_STATUSES.filter((one) => !isOver(one)))
      expect(CASE_LIFE[status]).toMatchObject({ keep: 'kept', end: 'ended' });
  });

  it('lets the care change size only while nobody is asked for it and nobody promised it', () => {
    const open = CASE_STATUSES.filter((status) => !isOver(status));
    expect(open.filter((status) => !isAskedFor(status))).toEqual(['queued', 'released', 'unplaced']);
  });
});
