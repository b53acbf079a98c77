import { formView, type ReturnedForm } from './form-page.js';
import { readForm } from './form.js';

const returned = (given: Partial<ReturnedForm> = {}): ReturnedForm => ({
  name: '',
  faults: [],
  isStale: false,
  ...given,
});

describe('the version that a form sends', () => {
  it.each([
    ['', 5, undefined, '5', 'a form that is opened'],
    ['4', 5, returned(), '4', 'a sender who made a mistake has not seen the newer state'],
    [
      '4',
      5,
      returned({ isStale: true }),
      '5',
      'a sender who was refused as stale has been shown both states',
    ],
    ['4', 5, returned({ name: 'other' }), '5', 'another form of the page was sent'],
    ['', undefined, undefined, '', 'nothing was recorded before'],
  ])('with version %s typed and version %s current (%j) is %s: %s', (version, current, form, sent, _why) => {
    expect(formView(readForm({ version }), form).versionOf(current)).toBe(sent);
  });
});

describe('a typed value', () => {
  const form = readForm({ reason: ' Why ' });

  it.each([
    ['close-reason', undefined, 'initial'],
    ['close-reason', returned({ name: 'close' }), ' Why '],
    ['cancel-reason', returned({ name: 'close' }), 'initial'],
    ['reason', returned(), ' Why '],
  ])('of #%s is shown only in the form that was sent (%j): %s', (id, sent, value) => {
    expect(formView(form, sent).typed(id, 'initial')).toBe(value);
  });
});
