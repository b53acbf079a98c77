import { readVisits } from './read-visits.js';

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAYS = WEEK.slice(0, 5);
const visit = (given: object) => ({
  key: 'v1',
  days: WEEK,
  band: 'breakfast',
  window: null,
  minutes: 30,
  carers: 1,
  personalCare: false,
  ...given,
});

describe('visits in a cell', () => {
  it.each([
    { text: 'daily breakfast 30', is: visit({}), why: 'the shortest form' },
    {
      text: 'Mon-Fri lunch 45 min x2',
      is: visit({ days: DAYS, band: 'lunch', minutes: 45, carers: 2 }),
      why: 'two carers',
    },
    {
      text: 'Monday, Wed tea 30',
      is: visit({ days: ['mon', 'wed'], band: 'tea' }),
      why: 'days with a comma',
    },
    {
      text: 'Sat – Mon bed 30',
      is: visit({ days: ['mon', 'sat', 'sun'], band: 'bed' }),
      why: 'over the end of the week',
    },
    {
      text: 'weekdays 10:00-11:30 60',
      is: visit({ days: DAYS, window: { from: '10:00', to: '11:30' }, minutes: 60 }),
      why: 'a window',
    },
    {
      text: 'daily 23:00-6:00 480',
      is: visit({ band: 'night', window: { from: '23:00', to: '06:00' }, minutes: 480 }),
      why: 'over midnight',
    },
    {
      text: 'daily morning 30, personal care, fixed: insulin',
      is: visit({ personalCare: true, timeCriticalReason: 'insulin' }),
      why: 'a fixed time',
    },
    {
      text: 'daily breakfast 20, short: a prompt',
      is: visit({ minutes: 20, shortReason: 'a prompt' }),
      why: 'a short visit with its reason',
    },
  ])('“$text” is read: $why', ({ text, is }) => {
    expect(readVisits(text)).toEqual({ value: [is] });
  });

  it('are several, with keys in their order', () => {
    const read = readVisits('daily breakfast 30; daily bed 30\nSun lunch 60;');
    expect('value' in read && read.value.map(({ key, band }) => `${key} ${band}`)).toEqual([
      'v1 breakfast',
      'v2 bed',
      'v3 lunch',
    ]);
  });

  it.each([
    { text: 'breakfast 30', why: /name its days/ },
    { text: 'daily breakfast', why: /give its minutes/ },
    { text: 'daily 30', why: /name its time of day/ },
    { text: 'daily breakfast 20', why: /under 30 minutes/ },
    { text: 'daily breakfast 15, personal care, short: prompt', why: /more than 15/ },
    { text: 'daily breakfast 721', why: /to 720/ },
    { text: 'daily breakfast 30; Mon-Noon tea 30', why: /^Visit 2: it has a word/ },
    { text: 'daily 25:00-26:00 30', why: /no time of day/ },
    { text: 'daily breakfast 30, maybe', why: /behind a comma/ },
    { text: ';', why: /at least one visit/ },
  ])('“$text” is refused', ({ text, why }) => {
    expect(readVisits(text)).toEqual({ refused: expect.stringMatching(why) });
  });

  it('take little time, also for the worst text', () => {
    expect(readVisits('mon,'.repeat(1_500))).toEqual({ refused: expect.stringMatching(/too many/) });
    expect(readVisits('mon - '.repeat(600))).toEqual({ refused: expect.any(String) });
  });
});
