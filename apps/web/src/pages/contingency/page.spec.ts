import type { ContingencyView } from '#contracts/contingency';
import { TestConsole } from '../../../testing/test-console.js';

const KEY = `age1${'q'.repeat(58)}`;
const view = (given: Partial<ContingencyView> = {}): ContingencyView => ({
  recipient: KEY,
  recipientSetAt: '2026-01-14T10:00:00Z',
  recipientSetBy: 'Ann <i>',
  isOverdue: false,
  packs: [
    {
      id: '01900000-0000-7000-8000-0000000000c1',
      writtenAt: '2026-01-15T01:00:20Z',
      fileName: 'homeward-contingency-2026-01-15.zip.age',
      people: 1_234,
      openWork: 7,
      bytes: 9,
      sha256: 'ab'.repeat(32),
    },
  ],
  ...given,
});
const consoleWith = (answer: ContingencyView, more: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({ 'GET /v1/contingency': answer, ...more });

describe('the page about contingency packs', () => {
  it('says when the last pack was written, to an auditor without a form', async () => {
    const { text, html } = await (await consoleWith(view())).signedIn('auditor').get('/contingency');
    expect(text).toMatch(/Last written 15 January 2026 at 01:00: 1,234 people, 7 items of open work/);
    expect(text).toContain('Up to date');
    expect(text).toContain(KEY);
    expect(html.querySelectorAll('main form')).toHaveLength(0);
  });

  it('says that packs are overdue, and that none were set up', async () => {
    const overdue = await (
      await consoleWith(view({ isOverdue: true }))
    )
      .signedIn('administrator')
      .get('/contingency');
    expect(overdue.text).toContain('Overdue');
    const none = await (
      await consoleWith(view({ recipient: null, recipientSetAt: null, recipientSetBy: null, packs: [] }))
    )
      .signedIn('administrator')
      .get('/contingency');
    expect(none.text).toContain('Not set up');
  });

  it('sets a key, and removes it with an empty field', async () => {
    const site = await consoleWith(view(), { 'PUT /v1/contingency/key': view() });
    const administrator = site.signedIn('administrator');
    for (const recipient of [KEY, '']) {
      await administrator.get('/contingency');
      expect(await administrator.submit('/contingency/key', { recipient })).toMatchObject({
        status: 303,
        location: '/contingency',
      });
    }
    expect((await administrator.get('/contingency')).text).toContain('Public key removed');
  });
});
