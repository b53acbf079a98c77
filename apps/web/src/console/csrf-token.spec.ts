import { formToken, isFormToken, newFormSecret } from './csrf-token.js';

describe('the token of a form', () => {
  const secret = newFormSecret();
  const token = formToken(secret, 'session');

  it.each([
    ['its own browser and session', true, token, secret, 'session'],
    ['another session', false, token, secret, 'another'],
    ['no session', false, token, secret, undefined],
    ['another browser', false, token, newFormSecret(), 'session'],
    ['one character more', false, `${token}A`, secret, 'session'],
    ['one character less', false, token.slice(0, -1), secret, 'session'],
    ['an empty text', false, '', secret, 'session'],
    ['not base64', false, '🙂', secret, 'session'],
  ])('with %s is valid: %s', (_case, isValid, given, itsSecret, session) => {
    expect(isFormToken(given, itsSecret, session)).toBe(isValid);
  });

  it('is different each time, and always valid', () => {
    const other = formToken(secret, 'session');
    expect(other.slice(-20)).not.toBe(token.slice(-20));
    expect(isFormToken(other, secret, 'session')).toBe(true);
  });
});
