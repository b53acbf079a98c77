import { readSizes, sizeFault, sizeHistory } from './size-history.js';

const known = { startedOn: '2025-01-06', presentMinutes: 600, presentSince: null, earlier: [] };
const size = (from: string, weeklyMinutes: number) => ({ from, weeklyMinutes });

describe('the history of imported sizes', () => {
  it.each([
    {
      given: { presentSince: '2025-01-06' },
      sizes: [size('2025-01-06', 600)],
      isAssumed: false,
      why: 'the same since the start',
    },
    {
      given: {},
      sizes: [size('2025-01-06', 600)],
      isAssumed: true,
      why: 'the size at the start is not known',
    },
    {
      given: { presentSince: '2025-06-01' },
      sizes: [size('2025-01-06', 600), size('2025-06-01', 600)],
      isAssumed: true,
      why: 'only the present size is known',
    },
    {
      given: { presentSince: '2025-06-01', earlier: [size('2025-01-06', 450)] },
      sizes: [size('2025-01-06', 450), size('2025-06-01', 600)],
      isAssumed: false,
      why: 'all is known',
    },
    {
      given: { presentSince: '2025-06-01', earlier: [size('2025-03-01', 450), size('2025-04-01', 700)] },
      sizes: [
        size('2025-01-06', 450),
        size('2025-03-01', 450),
        size('2025-04-01', 700),
        size('2025-06-01', 600),
      ],
      isAssumed: true,
      why: 'the smallest stands for the start',
    },
    {
      given: { presentSince: '2025-06-01', earlier: [size('2025-03-01', 700)] },
      sizes: [size('2025-01-06', 600), size('2025-03-01', 700), size('2025-06-01', 600)],
      isAssumed: true,
      why: 'the present size may be the smallest',
    },
  ])('$why', ({ given, sizes, isAssumed }) => {
    expect(sizeHistory({ ...known, ...given })).toEqual({ sizes, isAssumed });
  });

  it.each([
    { given: {}, fault: null },
    { given: { earlier: [size('2025-01-05', 450)], presentSince: '2025-06-01' }, fault: /before the care/ },
    { given: { earlier: [size('2025-02-01', 450)] }, fault: /Say in/ },
    { given: { earlier: [size('2025-02-01', 600)] }, fault: null },
    { given: { earlier: [size('2025-06-01', 450)], presentSince: '2025-06-01' }, fault: /after the earlier/ },
    { given: { presentSince: '2026-03-03' }, fault: /after today/ },
    { given: { presentSince: '2026-03-02' }, fault: null },
  ])('$given has the fault $fault', ({ given, fault }) => {
    const found = sizeFault({ ...known, ...given }, '2026-03-02');
    if (fault === null) expect(found).toBeNull();
    else expect(found).toMatch(fault);
  });

  it('is read from one cell in any order, and refused if a part is unclear', () => {
    expect(readSizes('01/03/2025 = 9; 06/01/2025 = 7:30')).toEqual({
      value: [size('2025-01-06', 450), size('2025-03-01', 540)],
    });
    for (const text of ['06/01/2025', '06/01/2025 = 0', '7.5 = 06/01/2025', '1/1/2025 = 5; 01/01/2025 = 6'])
      expect(readSizes(text)).toEqual({ refused: expect.any(String) });
  });
});
