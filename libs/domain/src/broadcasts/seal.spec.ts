import { BROADCAST_STATUSES } from '#contracts/broadcasts';
import { areAnswersSealed, unopenedInstants } from './seal.js';

describe('answers to a broadcast', () => {
  it.each(
    BROADCAST_STATUSES.flatMap((status) => [
      { status, sealed: false, isRanked: false, are: 'open' },
      { status, sealed: true, isRanked: true, are: status === 'open' ? 'sealed' : 'open' },
      {
        status,
        sealed: true,
        isRanked: false,
        are: status === 'open' || status === 'cancelled' ? 'sealed' : 'open',
      },
    ]),
  )('of status $status, sealed: $sealed, ranked: $isRanked, are $are', ({ are, ...broadcast }) => {
    expect(areAnswersSealed(broadcast)).toBe(are === 'sealed');
  });
});

describe('the instants at which staff learn who has not opened the invitation', () => {
  const at = (time: string): Date => new Date(`2026-03-02T${time}Z`);

  it.each([
    { closesAt: '12:00:00.000', half: '11:00:00.000', threeQuarters: '11:30:00.000', why: 'two hours' },
    {
      closesAt: '10:00:00.003',
      half: '10:00:00.001',
      threeQuarters: '10:00:00.002',
      why: 'whole milliseconds',
    },
    { closesAt: '10:00:00.000', half: '10:00:00.000', threeQuarters: '10:00:00.000', why: 'no time at all' },
  ])('of a window of $why', ({ closesAt, half, threeQuarters }) => {
    expect(unopenedInstants(at('10:00:00.000'), at(closesAt))).toEqual({
      halfAt: at(half),
      threeQuartersAt: at(threeQuarters),
    });
  });
});
