import type { SessionView } from '#contracts/identity';
import { UNREACHABLE, TestConsole, Refusal, TOKEN } from '../../../testing/test-console.js';

const HERE: SessionView = {
  id: '01900000-0000-7000-8000-0000000000aa',
  startedAt: '2026-07-15T08:00:00Z',
  lastSeenAt: '2026-07-15T08:30:00Z',
  expiresAt: '2026-07-15T20:00:00Z',
  client: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36',
  current: true,
};
const THERE: SessionView = {
  ...HERE,
  id: '01900000-0000-7000-8000-0000000000bb',
  client: '<b>tour',
  current: false,
};
const END = `/sessions/${THERE.id}/end`;

describe('the sessions of a user', () => {
  const apiAnswers = { 'GET /v1/sessions': [HERE, THERE] };

  it('are shown in London time with the name of the browser', async () => {
    const site = await TestConsole.open(apiAnswers);
    const { text, html } = await site.signedIn('auditor').get('/sessions');
    expect(text).toContain('Chrome on Windows This one 15 July 2026 at 09:00 15 July 2026 at 09:30');
    expect(text).toContain('<b>tour');
    expect(html.querySelectorAll('main b')).toEqual([]);
    expect(site.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('can be ended separately or all at once', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`DELETE /v1/sessions/${THERE.id}`]: null,
      'DELETE /v1/sessions': null,
    });
    const visitor = site.signedIn('auditor');
    await visitor.get('/sessions');
    expect(await visitor.submit(END)).toMatchObject({ status: 303, location: '/sessions' });
    expect((await visitor.get('/sessions')).text).toContain('Session ended');
    expect(await visitor.submit('/sessions/end-everywhere')).toMatchObject({ location: '/sign-in' });
    expect(visitor.cookies.has('homeward-session')).toBe(false);
    expect((await visitor.get('/sign-in')).text).toContain('You are signed out everywhere');
  });

  it('say that a session had already ended', async () => {
    const site = await TestConsole.open({
      ...apiAnswers,
      [`DELETE /v1/sessions/${THERE.id}`]: new Refusal(404, 'session_not_found'),
    });
    const visitor = site.signedIn('auditor');
    await visitor.get('/sessions');
    expect(await visitor.submit(END)).toMatchObject({
      status: 404,
      text: expect.stringContaining('ended') as string,
    });
  });

  it.each([
    [null, 'You are signed out', 'ended'],
    [new Refusal(401, 'not_signed_in'), 'You are signed out', 'had ended before'],
    [UNREACHABLE, 'You are signed out of this browser.', 'cannot be reached'],
  ])('leave no cookie in the browser after signing out: %s', async (apiAnswer, words, _why) => {
    const site = await TestConsole.open({ ...apiAnswers, 'DELETE /v1/sessions/current': apiAnswer });
    const visitor = site.signedIn('auditor');
    await visitor.get('/sessions');
    expect(await visitor.submit('/sign-out')).toMatchObject({ status: 303, location: '/sign-in' });
    expect(visitor.cookies.has('homeward-session')).toBe(false);
    expect((await visitor.get('/sign-in')).text).toContain(words);
  });
});
