import { TestConsole } from '../../../../testing/test-console.js';
import { anInvitation } from '../../../../testing/providing.js';

const PENDING = 'GET /v1/invitations?state=pending&limit=200';

describe('the invitations of a provider', () => {
  it('show the care and the time left, the shortest time first', async () => {
    const later = anInvitation({
      id: '01900000-0000-7000-8000-0000000000aa',
      postcodeSector: 'LE12 9',
      closesAt: '2026-01-17T11:00:00.000Z',
    });
    const offered = anInvitation({
      id: '01900000-0000-7000-8000-0000000000ab',
      offerId: 'x',
      offerStatus: 'standing',
    });
    const site = await TestConsole.open({
      [PENDING]: { items: [later, anInvitation(), offered], next: null },
    });
    const { status, html, text } = await site.signedIn('provider').get('/invitations');
    expect(status).toBe(200);
    const rows = html.querySelectorAll('#invitations-to-answer tr').map((row) => row.textContent);
    expect(rows.map((row) => /LE1\d \d/.exec(row)?.[0])).toEqual(['LE11 3', 'LE12 9']);
    expect(rows[0]?.replaceAll(/\s+/g, ' ')).toMatch(
      /Hospital discharge.*11 hours 10 minutes a week.*9 visits: breakfast and tea.*Two carers.*Time-critical.*Dementia.*O'Brien <b> Care 李.*Leicestershire.*New.*2 h left/,
    );
    expect(html.querySelectorAll('#invitations-answered tr').length).toBe(1);
    expect(text).toContain('2 invitations wait for an answer');
    expect(html.querySelector('time[data-countdown]')?.getAttribute('datetime')).toBe(
      '2026-01-15T11:00:00.000Z',
    );
  });

  it('say that there are none, and link to earlier invitations', async () => {
    const site = await TestConsole.open({
      [PENDING]: { items: [], next: null },
      'GET /v1/invitations?state=over': {
        items: [anInvitation({ status: 'ended', offerId: 'x', offerStatus: 'lost', ownRank: 2 })],
        next: '01900000-0000-7000-8000-00000000000a',
      },
    });
    const visitor = site.signedIn('provider');
    const { text, html } = await visitor.get('/invitations');
    expect(text).toContain('Nothing waits for an answer');
    expect(html.querySelector('main a[href="/invitations/earlier"]')).not.toBeNull();
    const earlier = await visitor.get('/invitations/earlier');
    expect(earlier.text).toContain('Not chosen');
    expect(earlier.html.querySelectorAll('main a').map((a) => a.getAttribute('href'))).toContain(
      '/invitations/earlier?after=01900000-0000-7000-8000-00000000000a',
    );
  });
});
