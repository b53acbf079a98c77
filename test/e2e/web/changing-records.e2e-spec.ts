import type { Visitor } from '../../../apps/web/testing/visitor.js';
import type { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { WebWorld } from '../../support/console-world.js';

/**
 * Sends valid and invalid changes to the console's pages. No request may cause an unexpected error of the
 * console.
 */
describe('the pages that change records, with the real API', () => {
  let site: WebWorld;
  let api: ApiWorld;
  beforeAll(async () => {
    site = await WebWorld.open();
    ({ api } = site);
  });
  afterEach(() => expect(site.bugs).toEqual([]));
  afterAll(() => site.close());

  const as = (user: TestUser): Visitor => site.as(user);

  /**
   * Creates live care under a restriction. Returns the addresses of all pages that change records about the
   * care.
   */
  async function recordsToChange() {
    const { world } = api;
    const { placement, winner, lot } = await world.aPlacement();
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const notice = await world.aRestriction({ by, branchId: winner.branch.id });
    const [person, branch] = [`/people/${placement.personId}`, `/branches/${winner.branch.id}`];
    const hours = `/packages/${placement.packageId}/placements/${placement.id}/hours`;
    return {
      visitor: as(by),
      lot,
      placement,
      winner,
      notice,
      pages: {
        hours,
        change: `${person}/change`,
        exclude: [person, `${person}/exclusions`],
        branch: `${branch}/change`,
        registration: `${branch}/registration`,
        lot: `/lots/${lot.id}/change`,
        amend: `/restrictions/${notice.id}/amend`,
        permit: [`/restrictions/${notice.id}`, `/restrictions/${notice.id}/permissions`],
      } as Readonly<Record<string, string | readonly [string, string]>>,
    };
  }

  const LONG = 'x'.repeat(5_000);
  const NASTY = '\0 \u202e 💥 <b>';
  it.each<[string, Record<string, string>]>([
    ['hours', { 'visit-0-minutes': '9999', reason: LONG }],
    ['hours', { 'visit-0-minutes': '0', 'visit-0-from': '25:61', 'visit-0-to': 'x', reason: NASTY }],
    ['hours', { rows: '1e9', 'visit-0-band': '__proto__', version: '-1', key: 'a\r\nb', reason: 'r' }],
    ['hours', { 'visit-0-shortReason': NASTY, version: '1e99', reason: 'r', more: '' }],
    ['change', { reference: LONG, bornOn: '2026-02-30', nhsNumber: '٩', postcode: NASTY }],
    ['change', { addressLines: `${'a\n'.repeat(9)}`, version: '1e99', givenName: NASTY }],
    ['exclude', { branchId: '__proto__', reason: 'r' }],
    ['exclude', { branchId: '1-999', reason: LONG, key: 'x' }],
    ['branch', { name: NASTY, overall: 'superb', ratedOn: 'yesterday', version: '0' }],
    ['branch', { postcode: '', safe: '__proto__', ratedOn: '9999-99-99' }],
    ['branch', { kind: '__proto__', reference: NASTY, publishedOn: '2026-02-30' }],
    ['branch', { kind: 'letter', reference: LONG, publishedOn: '9999-99-99', overall: 'inadequate' }],
    [
      'registration',
      {
        status: 'deregistered',
        kind: 'letter',
        reference: 'javascript:alert(1)',
        publishedOn: '1',
        step: 'confirm',
      },
    ],
    ['registration', { status: '__proto__' }],
    ['registration', { status: 'deregistered', step: 'confirm', version: 'x' }],
    ['lot', { code: NASTY, areas: 'ZZZZZZZZZZ,,\n;', price: '999', floor: '0', ceiling: '99999.99' }],
    ['lot', { areas: 'LE11,'.repeat(2_000), method: 'lottery', headStartHours: '999999', stepMinutes: '60' }],
    ['lot', { ratingPolicy: 'constructor', weightsReason: LONG, version: '1.5' }],
    ['amend', { documentId: 'x', evidence: NASTY, reason: 'r' }],
    ['amend', { documentId: '01900000-0000-7000-8000-000000000000', reason: 'r', noDocument: '' }],
    ['permit', { conditionId: 'x', subject: NASTY, documentId: '__proto__', documentName: NASTY }],
  ])('the form %s is accepted or shown with errors (%#)', async (which, fields) => {
    const { visitor, pages } = await recordsToChange();
    const page = pages[which] ?? '';
    const [path, action] = typeof page === 'string' ? [page, page] : page;
    await visitor.get(path);
    const { status, html } = await visitor.submit(action, { more: '', ...fields });
    expect([303, 400, 404, 409, 422]).toContain(status);
    if (status !== 303) expect(html.querySelector('.govuk-error-summary')).not.toBeNull();
  });

  it('are refused to providers, and find no record of another authority', async () => {
    const { pages, notice } = await recordsToChange();
    const stranger = await api.world.aUser({ role: 'commissioner' });
    for (const which of ['hours', 'change', 'lot', 'amend'])
      expect([which, (await as(stranger).get(String(pages[which]))).status]).toEqual([which, 404]);
    const provider = await api.world.aUser({ role: 'provider' });
    for (const which of ['hours', 'change', 'lot', 'amend'])
      expect([which, (await as(provider).get(String(pages[which]))).status]).toEqual([which, 403]);
    expect((await as(stranger).get(`/restrictions/${notice.id}/evidence-pack`)).status).toBe(404);
  });

  it('show a colleague’s change beside what was typed, and accept the form when it is sent again', async () => {
    const { visitor, pages, lot } = await recordsToChange();
    const one = await api.world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const other = as(one);
    for (const [which, typed, words] of [
      ['change', { familyName: 'Typed <b>' }, 'A colleague changed this'],
      ['branch', { name: 'Typed <b>' }, 'A colleague changed this'],
      ['lot', { name: 'Typed <b>' }, 'A colleague changed this'],
      ['hours', { 'visit-0-minutes': '50', reason: 'Typed <b>', more: '' }, 'A colleague changed this care'],
    ] as const) {
      const path = String(pages[which]);
      await Promise.all([visitor.get(path), other.get(path)]);
      const first = which === 'hours' ? { ...typed, 'visit-0-minutes': '40' } : {};
      expect([which, (await other.submit(path, first)).status]).toEqual([which, 303]);
      const overtaken = await visitor.submit(path, typed);
      expect([which, overtaken.status, overtaken.text.includes(words)]).toEqual([which, 409, true]);
      expect([which, (await visitor.submit(path, { more: '' })).status]).toEqual([which, 303]);
    }
  });
});
