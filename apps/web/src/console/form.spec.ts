import type { Problem } from '#contracts/errors';
import { versionSeen, faultsOf, missing, readForm } from './form.js';

describe('a form', () => {
  it.each([
    [{ name: '  李 O’Brien <b> ' }, '李 O’Brien <b>', '  李 O’Brien <b> '],
    [{ name: ['a', 'b'] }, '', ''],
    [{}, '', ''],
    [null, '', ''],
    [undefined, '', ''],
    ['name', '', ''],
  ])('reads %j', (sent, text, exact) => {
    const form = readForm(sent);
    expect([form.text('name'), form.exact('name')]).toEqual([text, exact]);
  });

  it('has no field that only every object has', () => {
    expect(readForm({}).exact('constructor')).toBe('');
  });

  it('says what is missing, and takes blanks for nothing', () => {
    const form = readForm({ email: 'a@b.example', password: '  ' });
    expect(missing(form, { email: 'Enter an address', password: 'Enter a password' })).toEqual([
      { field: 'password', text: 'Enter a password' },
    ]);
  });
});

describe('a refusal as faults of a form', () => {
  const problem = (code: Problem['code'], facts?: Problem['facts']): Problem => ({
    type: 'x',
    title: 'x',
    status: 400,
    code,
    ...(facts && { facts }),
  });

  it('names each field that the page knows', () => {
    const refused = problem('invalid_request', { fields: { email: ['x'], version: ['y'] } });
    expect(faultsOf(refused, { email: 'Enter an address' })).toEqual([
      { field: 'email', text: 'Enter an address' },
    ]);
  });

  it.each([
    [problem('invalid_request', { fields: { version: ['x'] } }), undefined, 'only fields nobody typed'],
    [problem('email_taken'), 'email', 'a code that belongs to a field'],
    [problem('internal_error'), undefined, 'a bug'],
  ])('else says the sentence of its code: %j', (refused, field, _why) => {
    const faults = faultsOf(refused, { email: 'Enter an address' }, { email_taken: 'email' });
    expect(faults).toHaveLength(1);
    expect(faults[0]?.field).toBe(field);
    expect(faults[0]?.text).toMatch(/\.$/);
  });
});

describe('the version that a form is sent from', () => {
  it.each([
    ['', 5, undefined, '5', 'as it is opened'],
    ['4', 5, 400, '4', 'whoever made a mistake has not seen what a colleague did'],
    ['4', 5, 422, '4', 'nor has whoever the API refused'],
    ['4', 5, 409, '5', 'whoever was overtaken has been shown both'],
    ['', undefined, undefined, '', 'nothing was there before'],
  ])('typed %s, now %s, answered %s: %s, %s', (version, current, status, sent, _why) => {
    expect(versionSeen(readForm({ version }), current, status)).toBe(sent);
  });
});
