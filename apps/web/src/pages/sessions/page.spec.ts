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

describe('where one is signed in', () => {
  const says = { 'GET /v1/sessions': [HERE, THERE] };

  it('is shown in London time, with the browser’s own name', async () => {
    const site = await TestConsole.open(says);
    const { text, html } = await site.signedIn('auditor').get('/sessions');
    expect(text).toContain('Chrome on Windows This one 15 July 2026 at 09:00 15 July 2026 at 09:30');
    expect(text).toContain('<b>tour');
    expect(html.querySelectorAll('main b')).toEqual([]);
    expect(site.requests.at(-1)?.headers.authorization).toBe(`Bearer ${TOKEN}`);
  });

  it('can be ended one by one, and everywhere', async () => {
    const site = await TestConsole.open({
      ...says,
      [`DELETE /v1/sessions/${THERE.id}`]: null,
      'DELETE /v1/sessions': null,
    });
    const visitor = site.signedIn('auditor');
    await visitor.get('/sessions');
    expect(await visitor.submit(END)).toMatchObject({ status: 303, location: '/sessions' });
    expect((await visitor.get('/sessions')).text).toContain('That sign-in has ended.');
    expect(await visitor.submit('/sessions/end-everywhere')).toMatchObject({ location: '/sign-in' });
    expect(visitor.cookies.has('homeward-session')).toBe(false);
    expect((await visitor.get('/sign-in')).text).toContain('You are signed out everywhere.');
  });

  it('tells that one had already ended', async () => {
    const site = await TestConsole.open({
      ...says,
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
    [null, 'You are signed out.', 'ended'],
    [new Refusal(401, 'not_signed_in'), 'You are signed out.', 'had ended before'],
    [UNREACHABLE, 'You are signed out of this browser.', 'cannot be reached'],
  ])('signing out leaves nothing in the browser: %s', async (said, words, _why) => {
    const site = await TestConsole.open({ ...says, 'DELETE /v1/sessions/current': said });
    const visitor = site.signedIn('auditor');
    await visitor.get('/sessions');
    expect(await visitor.submit('/sign-out')).toMatchObject({ status: 303, location: '/sign-in' });
    expect(visitor.cookies.has('homeward-session')).toBe(false);
    expect((await visitor.get('/sign-in')).text).toContain(words);
  });
});
