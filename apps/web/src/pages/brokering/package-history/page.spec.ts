import type { StoryEntry } from '#contracts/packages';
import { TestConsole } from '../../../../testing/test-console.js';

const ID = '01900000-0000-7000-8000-0000000000a1';
const entry: StoryEntry = {
  id: '7',
  at: '2026-01-15T08:00:00Z',
  name: 'package.created',
  actorId: null,
  actorName: 'Ada <b>',
  facts: {},
  branchName: null,
  deliveringBranchName: null,
  reason: null,
};

describe('the history of a package', () => {
  it('is shown page by page', async () => {
    const story = `GET /v1/packages/${ID}/story`;
    const site = await TestConsole.open({
      [`GET /v1/packages/${ID}`]: { id: ID, reference: 'HW-000007' },
      [`${story}?after=Nw`]: { items: [entry], next: 'Ng' },
      [`${story}?after=Ng`]: { items: [entry], next: null },
    });
    const visitor = site.signedIn('auditor');
    const { text, html } = await visitor.get(`/packages/${ID}/history?after=Nw`);
    expect(text).toContain('History of package HW-000007');
    expect(text).toContain('Ada <b>');
    const older = [...html.querySelectorAll('a')].find((link) => link.textContent === 'Older history');
    expect(older?.getAttribute('href')).toBe(`/packages/${ID}/history?after=Ng`);
    expect((await visitor.get(`/packages/${ID}/history?after=Ng`)).text).not.toContain('Older history');
  });
});
