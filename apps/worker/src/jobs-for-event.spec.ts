import type { LoggedEvent } from '#platform/log/log-reader';
import { jobsForEvent } from './jobs-for-event.js';

const logged = (event: Pick<LoggedEvent, 'name' | 'payload'> & { requestId?: string }): LoggedEvent =>
  ({
    position: '7',
    id: 'e',
    authorityId: 'a',
    providerIds: [],
    subject: { type: 'broadcast', id: 'b' },
    packageId: 'p',
    actorId: null,
    at: new Date('2026-03-02T09:00:00Z'),
    requestId: null,
    ...event,
  }) as LoggedEvent;

const opened = (closesAt: string) =>
  logged({
    name: 'broadcast.opened',
    payload: {
      broadcastId: 'b',
      packageId: 'p',
      round: 1,
      closesAt,
      invited: 2,
      decided: 3,
      waves: [
        { number: 1, opensAt: '2026-03-02T09:00:00Z' },
        { number: 2, opensAt: '2026-03-02T10:00:00Z' },
      ],
    },
  });

describe('the jobs that an event calls for', () => {
  it('are its closing and the waves that are still to open', () => {
    expect(jobsForEvent(opened('2026-03-02T13:00:00Z'))).toEqual([
      {
        name: 'close-broadcast',
        data: { broadcastId: 'b' },
        id: 'close-broadcast-b-1772456400000',
        at: new Date('2026-03-02T13:00:00Z'),
      },
      {
        name: 'open-wave',
        data: { broadcastId: 'b', wave: 2 },
        id: 'open-wave-b-2',
        at: new Date('2026-03-02T10:00:00Z'),
      },
    ]);
  });

  it('carry on the request that their event came of, and have the ids that they had without it', () => {
    const event = {
      name: 'offer.made',
      payload: { offerId: 'o', broadcastId: 'b', packageId: 'p', method: 'cascade' },
    } as const;
    const [job] = jobsForEvent(logged({ ...event, requestId: 'r-12345678' }));
    expect(job?.data).toEqual({ broadcastId: 'b', requestId: 'r-12345678' });
    expect(job?.id).toBe(jobsForEvent(logged(event))[0]?.id);
  });

  it('have the same id each time, and another for another deadline', () => {
    const [first] = jobsForEvent(opened('2026-03-02T13:00:00Z'));
    const [again] = jobsForEvent(opened('2026-03-02T13:00:00Z'));
    const [later] = jobsForEvent(opened('2026-03-02T14:00:00Z'));
    expect(again?.id).toBe(first?.id);
    expect(later?.id).not.toBe(first?.id);
  });

  it.each([
    { method: 'first_acceptable', jobs: ['award-first'] },
    { method: 'cascade', jobs: ['close-answered'] },
    { method: 'broadcast', jobs: [] },
    { method: 'tiers', jobs: [] },
  ] as const)('an offer under $method calls for $jobs', ({ method, jobs }) => {
    const event = logged({
      name: 'offer.made',
      payload: { offerId: 'o', broadcastId: 'b', packageId: 'p', method },
    });
    expect(jobsForEvent(event).map(({ name }) => name)).toEqual(jobs);
  });

  it.each([
    {
      event: { name: 'restriction.enforced', payload: { restrictionId: 'r', branchId: 'b', revoked: 0 } },
      job: { name: 'propose-reallocations', data: { restrictionId: 'r' }, id: 'propose-reallocations-7' },
    },
    {
      event: { name: 'branch.changed', payload: { branchId: '1-1', digests: [] } },
      job: { name: 'propose-reallocations', data: { closedBranchId: '1-1' }, id: 'propose-reallocations-7' },
      besides: [{ name: 'stop-reallocations', data: { closedBranchId: '1-1' }, id: 'stop-reallocations-7' }],
    },
    {
      event: { name: 'restriction.lifted', payload: { restrictionId: 'r', branchId: 'b' } },
      job: { name: 'stop-reallocations', data: { restrictionId: 'r' }, id: 'stop-reallocations-r' },
    },
    {
      event: { name: 'restriction.expired', payload: { restrictionId: 'r', branchId: 'b' } },
      job: { name: 'stop-reallocations', data: { restrictionId: 'r' }, id: 'stop-reallocations-r' },
    },
    {
      event: {
        name: 'reallocation.released',
        payload: { reallocationId: 'm', branchId: 'b', released: 2, nextReleaseAt: '2026-03-02T09:01:00Z' },
      },
      job: {
        name: 'release-cases',
        data: { reallocationId: 'm' },
        id: 'release-cases-m-1772442060000',
        at: new Date('2026-03-02T09:01:00Z'),
      },
    },
    {
      event: {
        name: 'case.changed',
        payload: {
          digests: [],
          caseId: 'c',
          reallocationId: 'm',
          packageId: 'p',
          from: 'queued',
          to: 'released',
          ownerId: 'u',
        },
      },
      job: { name: 'open-case', data: { caseId: 'c' }, id: 'open-case-7' },
    },
  ] as const)('$event.name calls for $job.name', ({ event, job, ...more }) => {
    const besides = 'besides' in more && more.besides ? more.besides : [];
    expect(jobsForEvent(logged(event))).toEqual([job, ...besides]);
  });

  it('are none once nothing waits to be released, nor for a case that goes on by itself', () => {
    const released = { reallocationId: 'm', branchId: 'b', released: 2, nextReleaseAt: null };
    const moved = {
      digests: [],
      caseId: 'c',
      reallocationId: 'm',
      packageId: 'p',
      from: 'awarded',
      to: 'moved',
      ownerId: null,
    } as const;
    expect(jobsForEvent(logged({ name: 'reallocation.released', payload: released }))).toEqual([]);
    expect(jobsForEvent(logged({ name: 'case.changed', payload: moved }))).toEqual([]);
  });

  const terms = { restrictionId: 'r', branchId: '1-1', conditions: [], from: '2026-03-02T09:00:00Z' };
  const amendedTo = (version: number, to: string | null) =>
    jobsForEvent(logged({ name: 'restriction.amended', payload: { ...terms, version, to } }));

  it('of a restriction ring at its beginning and, where it has one, its end', () => {
    const recorded = (to: string | null) =>
      jobsForEvent(logged({ name: 'restriction.recorded', payload: { ...terms, source: 'cqc', to } }));
    expect(recorded(null).map(({ name }) => name)).toEqual(['enforce-restriction']);
    expect(recorded('2026-05-01T00:00:00Z').map(({ name, at }) => [name, at])).toEqual([
      ['enforce-restriction', new Date('2026-03-02T09:00:00Z')],
      ['expire-restriction', new Date('2026-05-01T00:00:00Z')],
    ]);
  });

  it('of an amended restriction are others than those of its earlier terms', () => {
    const recorded = jobsForEvent(
      logged({
        name: 'restriction.recorded',
        payload: { ...terms, source: 'cqc', to: '2026-05-01T00:00:00Z' },
      }),
    );
    const ids = [...recorded, ...amendedTo(2, '2026-06-01T00:00:00Z'), ...amendedTo(3, null)].map(
      ({ id }) => id,
    );
    expect(new Set(ids).size).toBe(7);
    expect(amendedTo(3, '2026-06-01T00:00:00Z')[1]?.id).toBe(amendedTo(2, '2026-06-01T00:00:00Z')[1]?.id);
  });

  it('of an update that is owed ring when it is due, and again when it is due another day', () => {
    const owed = (dueAt: string) =>
      jobsForEvent(
        logged({
          name: 'report.owed',
          payload: { reportId: 'u', restrictionId: 'r', branchId: '1-1', number: 1, dueAt },
        }),
      )[0];
    expect(owed('2026-03-17T00:00:00Z')).toMatchObject({
      name: 'check-report',
      data: { reportId: 'u' },
      at: new Date('2026-03-17T00:00:00Z'),
    });
    expect(owed('2026-03-24T00:00:00Z')?.id).not.toBe(owed('2026-03-17T00:00:00Z')?.id);
  });

  it('are none for what calls for nothing', () => {
    expect(jobsForEvent(logged({ name: 'person.recorded', payload: { personId: 'x' } }))).toEqual([]);
  });

  it('have ids without a colon, which the queue keeps for itself', () => {
    for (const { id } of jobsForEvent(opened('2026-03-02T13:00:00Z'))) expect(id).not.toContain(':');
  });
});
