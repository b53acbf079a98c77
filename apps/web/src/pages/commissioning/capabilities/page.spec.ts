import { Refusal, TestConsole } from '../../../../testing/test-console.js';

const ID = '1-100000001';
const PAGE = `/branches/${ID}/skills`;
const ROUTE = `/v1/branches/${ID}/capabilities`;
const VIEW = {
  branchId: ID,
  branchName: "Care of O'Brien <b> 李",
  councils: 1,
  standing: [{ capability: 'peg', isConfirmed: false, confirmedBy: 0, ownAnswer: 'refused' }],
  statements: [],
};
const open = (answers: Record<string, unknown> = {}) =>
  TestConsole.open({ [`GET ${ROUTE}`]: VIEW, [`POST ${ROUTE}/answers`]: VIEW, ...answers });

describe('the skills of a branch, for a council', () => {
  it('are confirmed with evidence', async () => {
    const site = await open();
    const visitor = site.signedIn('commissioner');
    const { text } = await visitor.get(PAGE);
    expect(text).toMatch(/1 council relies on this branch.*PEG feeding.*Not confirmed/);
    const typed = { kind: 'confirmed', 'skill-peg': 'yes', evidence: 'Seen <b>' };
    expect(await visitor.submit(PAGE, typed)).toMatchObject({ status: 303, location: PAGE });
    expect(site.requests.at(-1)?.body).toEqual({
      kind: 'confirmed',
      capabilities: ['peg'],
      evidence: 'Seen <b>',
    });
  });

  it.each([
    [{ kind: 'confirmed', evidence: 'E' }, '#skill-dementia'],
    [{ 'skill-peg': 'yes', evidence: 'E' }, '#kind'],
    [{ kind: 'refused', 'skill-peg': 'yes' }, '#evidence'],
  ] as [Record<string, string>, string][])('are asked for again with %j', async (typed, field) => {
    const site = await open();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { status, html } = await visitor.submit(PAGE, typed);
    const links = html.querySelectorAll('.govuk-error-summary a').map((link) => link.getAttribute('href'));
    expect([status, links]).toEqual([400, [field]]);
    expect(html.querySelectorAll(field)).toHaveLength(1);
  });

  it('say why an answer is refused', async () => {
    const site = await open({ [`POST ${ROUTE}/answers`]: new Refusal(422, 'capability_needs_ties') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const { text } = await visitor.submit(PAGE, { kind: 'confirmed', 'skill-peg': 'yes', evidence: 'E' });
    expect(text).toContain('no contract with this branch');
  });

  it('are only read by officers and auditors', async () => {
    const site = await open();
    for (const role of ['officer', 'auditor'] as const) {
      const { text, html } = await site.signedIn(role).get(PAGE);
      expect(text).toContain('PEG feeding');
      expect(html.querySelectorAll('main form')).toHaveLength(0);
    }
  });
});
