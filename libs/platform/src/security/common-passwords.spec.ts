import { passwordFaults } from '#domain/access/password-faults';
import { rankOfPassword } from './common-passwords.js';

const own = ['ilona.smith@example-council.gov.uk', 'Ilona Smith-Kowalska', 'Leicestershire'];
const faultOf = (password: string): string | undefined =>
  passwordFaults(password, { own, rankOf: rankOfPassword })[0]?.code;

describe('a password that is too easy to guess', () => {
  it.each([
    ['            ', 'password_blank', 'blanks'],
    ['\u00A0 \t            ', 'password_blank', 'blanks of other kinds'],
    ['aaaaaaaaaaaaaaaa', 'password_blank', 'one character'],
    ['a b a b a b a b a b', 'password_blank', 'two characters'],
    ['passwordpassword', 'password_common', 'a repetition'],
    ['Password1234', 'password_common', 'a common password and digits'],
    ['p@$$w0rd-P@$$w0rd', 'password_common', 'a disguised common password'],
    ['iloveyou1234abcd', 'password_common', 'three of the most common passwords'],
    ['qwertyuiop12', 'password_common', 'a row of the keyboard'],
    ['Summer2026!!', 'password_common', 'a season and a year'],
    ['LiverpoolFC1', 'password_common', 'a football club'],
    ['aB3$aB3$aB3$aB3$', 'password_common', 'four characters over and over'],
    ['ilona.smith@example-council.gov.uk', 'password_own_details', 'the own address'],
    ['Ilona.Smith12', 'password_own_details', 'the own name'],
    ['smithkowalska99', 'password_own_details', 'the own name without blanks'],
    ['Homeward2026!', 'password_own_details', 'the name of the product'],
    ['leicestershire1', 'password_own_details', 'the name of the organisation'],
  ])('%j: %s, %s', (password, code) => {
    expect(faultOf(password)).toBe(code);
  });

  it.each([
    'tulip kettle march',
    'correct horse battery staple',
    'x7#kQp2!vLm9',
    'an altogether new one 李',
    'mae hen wlad fy nhadau',
    'Ilona likes 14 green herons',
  ])('is not %j', (password) => {
    expect(faultOf(password)).toBeUndefined();
  });

  it.each(['a', '4@', 'p@$$w0rd', 'aB3$', 'ilona', '0', '\u{1F600}', 'İ'])(
    'is found in linear time: %j, 200 times',
    (unit) => {
      const began = performance.now();
      for (let round = 0; round < 20; round++) faultOf(unit.repeat(200).slice(0, 200));
      expect((performance.now() - began) / 20).toBeLessThan(20);
    },
  );
});
