import { ERROR_SUBJECTS, type ErrorCode, ERRORS, FAULT_FIELDS, type Problem } from '#contracts/errors';
import { type Input, requiredText, version } from './form-inputs.js';
import { faultsOfRefusal, maySucceedLater } from './refusals.js';

const CODES = Object.keys(ERRORS) as ErrorCode[];
const problem = (code: Problem['code'], facts?: Problem['facts']): Problem => ({
  type: 'x',
  title: 'x',
  status: 400,
  code,
  facts,
});
const email = { email: requiredText('Enter an address.') };

describe('the subject of an error code', () => {
  it.each(CODES)('decides whether the console shows %s on the form', (code) => {
    const subject = ERROR_SUBJECTS[code];
    const names = typeof subject === 'string' ? [] : subject;
    const inputs = Object.fromEntries(names.map((name) => [name, requiredText('x')]));
    const faults = faultsOfRefusal(problem(code), inputs);
    if (names.length > 0) expect(faults).toMatchObject([{ field: names[0] }]);
    else if (subject === 'command') expect(faults?.every(({ field }) => field === undefined)).toBe(true);
    else expect(faults).toBeNull();
    if (maySucceedLater(code)) expect(['service', 'caller']).toContain(subject);
  });

  it.each(CODES)('of %s is the address only if the code says that something does not exist', (code) => {
    if (ERROR_SUBJECTS[code] === 'address') expect(ERRORS[code]).toBe('not_found');
    if (ERRORS[code] === 'not_found') expect(['command', 'service']).not.toContain(ERROR_SUBJECTS[code]);
  });

  it('lists at least one field if it lists fields, also for each fault', () => {
    const lists = [...Object.values(ERROR_SUBJECTS), ...Object.values(FAULT_FIELDS)];
    for (const list of lists) if (typeof list !== 'string') expect(list.length).toBeGreaterThan(0);
  });
});

describe('a refusal as errors of a form', () => {
  it.each<[string, Problem, ReturnType<typeof faultsOfRefusal>]>([
    [
      'each field that failed validation and has an input',
      problem('invalid_request', { fields: { email: ['x'], other: ['y'] } }),
      [{ field: 'email', text: 'Enter an address.' }],
    ],
    [
      'a code that is about a field of the form',
      problem('email_taken'),
      [{ field: 'email', text: expect.stringMatching(/\.$/) as string }],
    ],
    [
      'a fault at the field that it is about',
      problem('person_invalid', { faults: [{ code: 'empty', sentence: 'Nothing.' }, null, 'x', {}] }),
      [{ text: 'Nothing.' }],
    ],
    [
      'a code about a field that the form does not have',
      problem('lot_code_taken'),
      [{ text: expect.stringMatching(/code/) as string }],
    ],
    [
      'hidden fields',
      problem('invalid_request', { fields: { version: ['x'] } }),
      [{ text: expect.stringMatching(/\.$/) as string }],
    ],
    [
      'something that does not exist, about a field that the form does not have',
      problem('lot_not_found'),
      null,
    ],
    ['a bug', problem('internal_error'), null],
  ])('says %s', (_what, refused, faults) => {
    expect(faultsOfRefusal(refused, email)).toEqual(faults);
  });

  it('is at no field if the input is hidden, and at the visible field if it names one', () => {
    const at = (input: Input<unknown>) =>
      faultsOfRefusal(problem('version_stale'), { version: input })?.[0]?.field;
    expect([at(version()), at(version('name'))]).toEqual([undefined, 'name']);
  });

  it('is at the part of a composite value', () => {
    const visits: Input<unknown> = {
      sentence: 'Check it.',
      read: () => ({ value: [] }),
      faultAt: ({ part, visitKey }, text) => ({ field: `${visitKey}-${part}`, text }),
    };
    const faults = [{ code: 'short_reason_missing', visitKey: 'v2', sentence: 'Say why.' }];
    expect(faultsOfRefusal(problem('package_invalid', { faults }), { visits })).toEqual([
      { field: 'v2-shortReason', text: 'Say why.' },
    ]);
    const fields = { 'visits.0.minutes': ['x'] };
    expect(faultsOfRefusal(problem('invalid_request', { fields }), { visits })).toEqual([
      { field: 'undefined-minutes', text: 'Check it.' },
    ]);
  });

  it('has the form’s own sentence for a code', () => {
    const own = { email_taken: 'Choose another.' };
    expect(faultsOfRefusal(problem('email_taken'), email, own)).toEqual([
      { field: 'email', text: 'Choose another.' },
    ]);
  });
});
