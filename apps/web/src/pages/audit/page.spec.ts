import type { AuditView } from '#contracts/audit';
import { TestConsole } from '../../../testing/test-console.js';

const HEAD = {
  position: '40',
  hash: 'aa11',
  count: '38',
  at: '2026-01-14T10:00:00Z',
  key: 'bb22',
  signature: 'cc',
};
const AUDIT: AuditView = {
  checkedAt: '2026-01-14T11:00:00Z',
  verdict: 'whole',
  sentence: 'The log is whole: <b>.',
  head: HEAD,
};

describe('the page of the log', () => {
  it('says to an auditor that the log is whole, and shows the head with a link to download it', async () => {
    const site = await TestConsole.open({ 'GET /v1/audit': AUDIT });
    const { text, html } = await site.signedIn('auditor').get('/log');
    expect(text).toContain('The log is whole: <b>.');
    expect(text).toContain('Last verified 14 January 2026 at 11:00');
    expect(text).toContain('Position40 Events38 Hashaa11 Keybb22');
    expect(html.querySelector('#head')?.getAttribute('href')).toBe('/log/head');
  });

  it.each([
    ['unproven', 'Not proven'],
    ['broken', 'Not whole'],
  ] as const)('marks a log that is %s', async (verdict, tag) => {
    const site = await TestConsole.open({ 'GET /v1/audit': { ...AUDIT, verdict, sentence: 'Why.' } });
    const { html } = await site.signedIn('auditor').get('/log');
    expect(html.querySelector('h1 .govuk-tag')?.textContent.trim()).toBe(tag);
  });

  it('says in words that nothing was verified and no head published', async () => {
    const site = await TestConsole.open({
      'GET /v1/audit': { checkedAt: null, verdict: null, sentence: null, head: null } satisfies AuditView,
    });
    const { text, html } = await site.signedIn('auditor').get('/log');
    expect(text).toContain('has not been verified yet');
    expect(text).toContain('There is no signed head to show');
    expect(html.querySelector('#head')).toBeNull();
  });

  it.each(['officer', 'commissioner', 'administrator', 'provider'] as const)(
    'is not for a %s',
    async (role) => {
      const site = await TestConsole.open({});
      expect((await site.signedIn(role).get('/log')).status).toBe(403);
      expect((await site.signedIn(role).get('/log/head')).status).toBe(403);
    },
  );
});
