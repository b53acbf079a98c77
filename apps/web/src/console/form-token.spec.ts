import { formToken, isFormToken, newFormSecret } from './form-token.js';

describe('the token of a form', () => {
  const secret = newFormSecret();
  const token = formToken(secret, 'session');

  it.each([
    [token, secret, 'session', true, 'its own browser and session'],
    [token, secret, 'another', false, 'somebody else has signed in meanwhile'],
    [token, secret, undefined, false, 'nobody is signed in any more'],
    [token, newFormSecret(), 'session', false, 'another browser'],
    [`${token}A`, secret, 'session', false, 'one character more'],
    [token.slice(0, -1), secret, 'session', false, 'one character less'],
    ['', secret, 'session', false, 'nothing'],
    ['🙂', secret, 'session', false, 'nonsense'],
  ])('%s', (given, itsSecret, session, isRight, _why) => {
    expect(isFormToken(given, itsSecret, session)).toBe(isRight);
  });

  it('is never twice the same, and each is right', () => {
    const other = formToken(secret, 'session');
    expect(other.slice(-20)).not.toBe(token.slice(-20));
    expect(isFormToken(other, secret, 'session')).toBe(true);
  });
});
