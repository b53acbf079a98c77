import { readForm, withFields } from './form.js';

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

  it('has no field with a name such as `constructor`', () => {
    expect(readForm({}).exact('constructor')).toBe('');
    expect(withFields(readForm({}), {}).exact('constructor')).toBe('');
  });

  it('has the replaced fields, and all others', () => {
    const form = withFields(readForm({ a: '1', b: '2' }), { b: ' 3 ' });
    expect([form.text('a'), form.text('b'), form.exact('b')]).toEqual(['1', '3', ' 3 ']);
  });
});
