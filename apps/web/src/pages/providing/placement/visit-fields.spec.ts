import fc from 'fast-check';
import type { Visit } from '#contracts/visits';
import { readForm } from '../../../console/form.js';
import { currentVisitFields, readVisits, typedVisitFields, weeklyMinutes } from './visit-fields.js';

const VISITS: readonly Visit[] = [
  {
    key: 'v1',
    days: ['mon', 'wed'],
    band: 'tea',
    minutes: 30,
    carers: 2,
    personalCare: true,
    window: { from: '16:30', to: '16:45' },
    timeCriticalReason: 'Insulin',
    shortReason: null,
  },
  {
    key: 'v4',
    days: ['sun'],
    band: 'bed',
    minutes: 20,
    carers: 1,
    personalCare: false,
    shortReason: 'A prompt',
  },
];
const CARE = { visits: VISITS };

describe('the visit fields of a variation request', () => {
  it('start from the current visits, with an empty visit to add', () => {
    const fields = currentVisitFields(CARE);
    expect(fields.map(({ key, isNew }) => [key, isNew])).toEqual([
      ['v1', false],
      ['v4', false],
      ['v5', true],
    ]);
    expect(readVisits(CARE, fields)).toEqual({ value: VISITS });
  });

  it('add up the typed minutes, with 0 for a value that is not a number', () => {
    expect(currentVisitFields(CARE).map(weeklyMinutes)).toEqual([120, 20, 0]);
    const typed = {
      'v1-mon': 'yes',
      'v1-minutes': '4x',
      'v5-fri': 'yes',
      'v5-minutes': '15',
      'v5-carers': '2',
    };
    expect(typedVisitFields(CARE, readForm(typed)).map(weeklyMinutes)).toEqual([0, 0, 30]);
  });

  it('leave out a visit without a day, and add a new visit that has a day', () => {
    const form = readForm({
      'v1-mon': 'yes',
      'v1-tue': 'yes',
      'v1-minutes': '45',
      'v1-carers': '2',
      'v1-personalCare': 'yes',
      'v4-minutes': 'many',
      'v5-fri': 'yes',
      'new-band': 'lunch',
      'v5-minutes': '15',
      'v5-shortReason': 'A look in',
    });
    expect(readVisits(CARE, typedVisitFields(CARE, form))).toEqual({
      value: [
        { ...VISITS[0], days: ['mon', 'tue'], minutes: 45 },
        {
          key: 'v5',
          band: 'lunch',
          days: ['fri'],
          minutes: 15,
          carers: 1,
          personalCare: false,
          shortReason: 'A look in',
        },
      ],
    });
  });

  it.each([
    [{ 'v1-mon': 'yes', 'v1-minutes': '4.333' }, 'v1-minutes'],
    [{ 'v1-mon': 'yes', 'v1-minutes': '2' }, 'v1-minutes'],
    [{ 'v1-mon': 'yes', 'v1-minutes': '' }, 'v1-minutes'],
    [{}, 'v1-mon'],
  ])('report the error of %j', (typed, field) => {
    const faults = [{ field, text: expect.any(String) as string }];
    expect(readVisits(CARE, typedVisitFields(CARE, readForm(typed)))).toEqual({ faults });
  });

  it('report the error at a field that exists, whatever keys the API was given', () => {
    const visits = VISITS.map((visit, index) => ({ ...visit, key: `round-${index}` }));
    const answer = readVisits({ visits }, typedVisitFields({ visits }, readForm({})));
    expect(answer).toMatchObject({ faults: [{ field: 'round-0-mon' }] });
  });

  it('give a new visit a key that no other visit has', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 999 }), { minLength: 1 }), (numbers) => {
        const [one] = VISITS;
        const visits = numbers.flatMap((number) => (one ? [{ ...one, key: `v${number}` }] : []));
        const keys = currentVisitFields({ visits }).map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
      }),
    );
  });
});
