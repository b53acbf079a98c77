import { readForm } from './form.js';
import {
  duration,
  type Input,
  instant,
  nullableDuration,
  nullableInstant,
  nullableText,
  nullableWholeNumber,
  oneOf,
  optionalText,
  pounds,
  readInputs,
  requiredPassword,
  requiredText,
  ticked,
  tickedOf,
  version,
  wholeNumber,
} from './form-inputs.js';

describe('an input', () => {
  it.each<[string, Input<unknown>, Record<string, string>, unknown]>([
    ['a required text without its blanks', requiredText('x'), { a: ' 李 ' }, '李'],
    ['a required text in another field', requiredText('x', { field: 'b' }), { b: 'c' }, 'c'],
    ['an optional text that is empty', optionalText(), { a: ' ' }, undefined],
    ['a nullable text that is empty', nullableText(), {}, null],
    ['a password with its blanks', requiredPassword('x'), { a: ' p ' }, ' p '],
    ['one of several values', oneOf(['b', 'c'], 'x'), { a: 'c' }, 'c'],
    ['a box that is ticked', ticked(), { a: 'yes' }, true],
    ['a box that is not', ticked(), {}, false],
    ['the ticked boxes', tickedOf(['b', 'c'], (one) => `is-${one}`), { 'is-c': 'yes' }, ['c']],
    ['a whole number', wholeNumber('x'), { a: '0' }, 0],
    ['a whole number that may be empty', nullableWholeNumber('x'), {}, null],
    ['pounds as pence', pounds('b', 'x'), { b: '£24.5' }, 2_450],
    ['a duration as minutes', duration('x'), { a: '3:30' }, 210],
    ['a length as minutes', duration('x', { field: 'b', bare: 'minutes' }), { b: '45' }, 45],
    ['a duration that may be empty', nullableDuration('x'), {}, null],
    [
      'London time in summer',
      instant('x'),
      { date: '2026-07-01', time: '12:00' },
      '2026-07-01T11:00:00.000Z',
    ],
    [
      'a time with seconds',
      instant('x'),
      { date: '2026-01-01', time: '12:00:30' },
      '2026-01-01T12:00:00.000Z',
    ],
    ['an instant that may be empty', nullableInstant('x'), {}, null],
    ['the version', version(), { version: '7' }, 7],
  ])('reads %s', (_what, a, fields, value) => {
    const name = a.sentence === undefined && 'version' in fields ? 'version' : 'a';
    expect(readInputs({ [name]: a }, readForm(fields))).toEqual({ value: { [name]: value } });
  });

  it.each<[string, Input<unknown>, Record<string, string>, string]>([
    ['a required text of blanks', requiredText('x'), { a: ' ' }, 'a'],
    ['an empty text in another field', requiredText('x', { field: 'b' }), { a: 'c' }, 'b'],
    ['a password of blanks', requiredPassword('x'), { a: ' ' }, 'a'],
    ['a value that is not offered', oneOf(['b'], 'x', 'first'), { a: 'c' }, 'first'],
    ['half a number', wholeNumber('x'), { a: '1.5' }, 'a'],
    ['a word for a number that may be empty', nullableWholeNumber('x'), { a: 'many' }, 'a'],
    ['no amount', pounds('b', 'x'), { b: 'much' }, 'b'],
    ['75 minutes beside hours', duration('x', { field: 'b' }), { b: '1:75' }, 'b'],
    ['an empty duration', duration('x'), {}, 'a'],
    ['a date without a time', nullableInstant('x'), { date: '2026-01-01' }, 'date'],
  ])('refuses %s at its field', (_what, a, fields, field) => {
    expect(readInputs({ a }, readForm(fields))).toEqual({ faults: [{ field, text: 'x' }] });
  });

  it('asks about a duration with two readings', () => {
    expect(readInputs({ a: duration('x') }, readForm({ a: '3.30' }))).toEqual({
      faults: [{ field: 'a', text: 'Enter 3 h 30 min or 3 h 18 min: “3.30” can mean both.' }],
    });
  });

  it('reports its error beside the errors of other inputs', () => {
    const inputs = { a: requiredText('first'), b: requiredText('second'), c: ticked() };
    const texts = [
      { field: 'a', text: 'first' },
      { field: 'b', text: 'second' },
    ];
    expect(readInputs(inputs, readForm({}))).toEqual({ faults: texts });
  });
});
