import type { AuditEventView, PersonReadView } from '#contracts/audit';
import { TestConsole } from '../../../testing/test-console.js';

const READ: PersonReadView = {
  id: '7',
  at: '2026-01-14T10:00:00Z',
  personId: '01900000-0000-7000-8000-0000000000a1',
  personReference: 'P-1 <b>',
  viewerName: "Seán O'Brien <b> 李",
  viewerOf: 'provider',
  purpose: 'GET /v1/awards/:id/person',
};
const EVENT: AuditEventView = {
  id: '01900000-0000-7000-8000-0000000000e1',
  at: '2026-01-14T10:00:00Z',
  name: 'award.contact_tried',
  subjectType: 'award',
  subjectId: '01900000-0000-7000-8000-0000000000b1',
  packageId: '01900000-0000-7000-8000-0000000000c1',
  packageReference: 'HW-000042',
  actorName: null,
};

describe('the search of an auditor', () => {
  it('shows who viewed which record, and keeps the search in the links', async () => {
    const query = 'person=P-1&viewer=Se%C3%A1n&from=2026-01-01&to=2026-01-31';
    const site = await TestConsole.open({
      [`GET /v1/audit/person-reads?${query}`]: { items: [READ], next: 'n' },
    });
    const { text, html } = await site
      .signedIn('auditor')
      .get(`/log/record-views?${query.replace('P-1', '+P-1+')}`);
    expect(text).toContain("Seán O'Brien <b> 李 Provider P-1 <b>: views of this record Awarded care");
    const links = html.querySelectorAll('main a').map((link) => link.getAttribute('href'));
    expect(links).toContain(`/log/record-views/file?${query}`);
    expect(links).toContain(`/log/record-views?${query}&after=n`);
    expect(html.querySelector('#viewer')?.getAttribute('value')).toBe('Seán');
  });

  it('finds events by the words that it shows', async () => {
    const site = await TestConsole.open({
      'GET /v1/audit/events?name=award.contact.tried&subject=HW-000042': { items: [EVENT], next: null },
    });
    const { text, html } = await site
      .signedIn('auditor')
      .get('/log/events?name=Award+contact+tried&subject=HW-000042');
    expect(text).toContain('Award contact tried HW-000042 – Award 01900000-0000-7000-8000-0000000000b1');
    expect(html.querySelector(`a[href="/packages/${EVENT.packageId}"]`)).not.toBeNull();
  });

  it.each([
    ['/log/record-views/file?person=P-1', 'GET /v1/audit/person-reads/file?person=P-1'],
    ['/log/events/file?name=Offer', 'GET /v1/audit/events/file?name=offer'],
  ])('hands out %s', async (url, route) => {
    const csv = new Response('a,b', { headers: { 'content-type': 'text/csv; charset=utf-8' } });
    const site = await TestConsole.open({ [route]: csv });
    const { status, headers } = await site.signedIn('auditor').get(url);
    expect([status, headers['content-type']]).toEqual([200, 'text/csv; charset=utf-8']);
  });

  it.each(['/log/record-views', '/log/events', '/log/events/file'])('is for auditors: %s', async (url) => {
    const site = await TestConsole.open({});
    const { status } = await site.signedIn('officer').get(url);
    expect([status, site.requests.some(({ route }) => route.includes('audit'))]).toEqual([403, false]);
  });
});
