import { DAYS, type Visit } from '#contracts/visits';
import { aVisit } from '../../testing/visits.js';
import { visitFaults } from './visit-faults.js';

const codesOf = (visits: readonly Visit[]) => visitFaults(visits).map(({ code }) => code);
const many = (count: number) => Array.from({ length: count }, (_, index) => aVisit({ key: `v${index + 1}` }));

describe('visits', () => {
  it.each<{ visit: Partial<Visit>; codes: string[]; why: string }>([
    { visit: {}, codes: [], why: 'a valid visit' },
    { visit: { key: ' ' }, codes: ['key_missing'], why: 'a blank key' },
    { visit: { days: [] }, codes: ['days_missing'], why: 'no day' },
    { visit: { days: ['mon', 'tue', 'mon'] }, codes: ['day_repeated'], why: 'Monday twice' },
    { visit: { days: [...DAYS] }, codes: [], why: 'every day' },

    { visit: { minutes: 720 }, codes: [], why: 'the longest' },
    { visit: { minutes: 721 }, codes: ['minutes_out_of_range'], why: 'one minute longer' },
    { visit: { minutes: 30.5 }, codes: ['minutes_out_of_range'], why: 'half a minute' },
    { visit: { minutes: NaN }, codes: ['minutes_out_of_range'], why: 'no number' },
    {
      visit: { minutes: 0, personalCare: false, shortReason: 'A check' },
      codes: ['minutes_out_of_range'],
      why: 'no time at all',
    },
    { visit: { minutes: 1, personalCare: false, shortReason: 'A check' }, codes: [], why: 'the shortest' },

    { visit: { minutes: 30 }, codes: [], why: '30 min need no reason' },
    { visit: { minutes: 29 }, codes: ['short_reason_missing'], why: '29 min do' },
    { visit: { minutes: 29, shortReason: ' ' }, codes: ['short_reason_missing'], why: 'a blank reason' },
    { visit: { minutes: 29, shortReason: 'Medication' }, codes: [], why: 'a reason' },

    { visit: { minutes: 16, shortReason: 'Toilet' }, codes: [], why: '16 min with personal care' },
    {
      visit: { minutes: 15, shortReason: 'Toilet' },
      codes: ['too_short_for_personal_care'],
      why: '15 min with personal care, whatever the reason',
    },
    {
      visit: { minutes: 15, personalCare: false, shortReason: 'Medication' },
      codes: [],
      why: '15 min without personal care',
    },
    {
      visit: { minutes: 15 },
      codes: ['short_reason_missing', 'too_short_for_personal_care'],
      why: 'every fault, not only the first',
    },

    { visit: { window: null }, codes: [], why: 'no window' },
    { visit: { window: { from: '08:00', to: '08:30' } }, codes: [], why: 'a window inside the band' },
    { visit: { window: { from: '11:00', to: '11:30' } }, codes: [], why: 'a window replaces the band' },
    { visit: { window: { from: '23:30', to: '00:30' } }, codes: [], why: 'a window over midnight' },
    { visit: { window: { from: '08:00', to: '08:00' } }, codes: ['window_invalid'], why: 'no length' },
    { visit: { window: { from: '8:00', to: '08:30' } }, codes: ['window_invalid'], why: 'from is no time' },
    { visit: { window: { from: '23:00', to: '24:00' } }, codes: ['window_invalid'], why: 'to is no time' },
  ])('have $codes: $why', ({ visit, codes }) => {
    expect(codesOf([aVisit(visit)])).toEqual(codes);
  });

  it.each([
    { visits: [], codes: ['no_visits'], why: 'there must be one' },
    { visits: many(50), codes: [], why: 'fifty are allowed' },
    { visits: many(51), codes: ['too_many_visits'], why: 'one more is not' },
  ])('of a week have $codes: $why', ({ visits, codes }) => {
    expect(codesOf(visits)).toEqual(codes);
  });

  it('name the visit that takes a key already given', () => {
    const visits = [aVisit(), aVisit({ key: 'v2' }), aVisit()];
    expect(visitFaults(visits)).toEqual([
      { visitKey: 'v1', code: 'key_repeated', sentence: 'Give every visit a key of its own.' },
    ]);
  });

  it('say in a sentence what is wrong, and with which visit', () => {
    expect(visitFaults([aVisit(), aVisit({ key: 'v2', days: [] })])).toEqual([
      { visitKey: 'v2', code: 'days_missing', sentence: 'Choose at least one day of the week.' },
    ]);
    expect(visitFaults([])).toEqual([
      { visitKey: null, code: 'no_visits', sentence: 'Add at least one visit.' },
    ]);
  });
});
