import type { Page } from 'playwright-core';
import { SignOutEverywhere } from '#brokerage/identity/sign-out-everywhere';
import type { TestUser } from '../support/builders/authorities.js';
import {
  type AskedBranch,
  aBroadcastOpen,
  anOffer,
  type OpenBroadcast,
} from '../support/builders/broadcasts.js';
import { accessibilityErrors, Journey } from './browser.js';

/** Tests pages that stay open in a browser, without a reload, while other users act. */
describe('a page that stays open, in a real browser', () => {
  let journey: Journey;
  let open: OpenBroadcast;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  beforeEach(async () => {
    open = await aBroadcastOpen(journey.api.world, { branches: 2 });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  const answer = (from: AskedBranch): Promise<unknown> => anOffer(journey.api.world, { from, pkg: open.pkg });

  const another = (): Promise<OpenBroadcast> =>
    aBroadcastOpen(journey.api.world, { lot: open.lot, officer: open.officer, branches: open.asked });

  async function openLive(path: string, user: TestUser): Promise<Page> {
    const page = await journey.signedIn(user);
    await page.goto(path);
    await waitForState(page, 'Live');
    return page;
  }

  const waitForState = (page: Page, text: string): Promise<void> =>
    page.locator('#live-state').filter({ hasText: text }).waitFor();

  const rowOf = (page: Page, { pkg }: OpenBroadcast) =>
    page.getByRole('row').filter({ hasText: pkg.reference });

  it('updates the count of offers in its row, and keeps the focus', async () => {
    const page = await openLive('/board', open.officer);
    const offers = rowOf(page, open).getByRole('cell').nth(5);
    expect(await offers.textContent()).toBe('0');
    const link = rowOf(page, open).getByRole('link');
    await link.focus();
    await answer(open.asked[0]!);
    await rowOf(page, open).getByRole('cell', { name: '1', exact: true }).waitFor();
    expect(await offers.textContent()).toBe('1');
    expect(await page.evaluate('document.activeElement.textContent')).toBe(open.pkg.reference);
  });

  it('announces new rows, and shows them when the user presses a button, by keyboard', async () => {
    const page = await openLive('/board', open.officer);
    const more = await another();
    const show = page.getByRole('button', { name: '1 new: show' });
    await show.waitFor();
    expect(await rowOf(page, more).count()).toBe(0);
    expect(await page.getByRole('status').textContent()).toBe('1 new in the list.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await show.focus();
    await page.keyboard.press('Enter');
    await rowOf(page, more).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe(more.pkg.reference);
    expect(await show.isVisible()).toBe(false);
  });

  it('says that the connection is lost, and catches up when it returns', async () => {
    const page = await openLive('/board', open.officer);
    await page.context().setOffline(true);
    for (const socket of journey.connectionsToConsole()) socket.destroy();
    await waitForState(page, 'Connection lost, trying again.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await answer(open.asked[0]!);
    const more = await another();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '1 new: show' }).click();
    await rowOf(page, more).waitFor();
    expect(await rowOf(page, open).getByRole('cell').nth(5).textContent()).toBe('1');
    await waitForState(page, 'Live');
  });

  it('says that it is out of date while it cannot be read again, and then catches up', async () => {
    const page = await openLive('/board', open.officer);
    await page.route('**/board', (route) => route.fulfill({ status: 503, body: 'away' }));
    await answer(open.asked[0]!);
    await waitForState(page, 'Something has changed, and cannot be read at the moment.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.unroute('**/board');
    await waitForState(page, 'Live');
    expect(await rowOf(page, open).getByRole('cell').nth(5).textContent()).toBe('1');
  });

  it('removes the text about an empty list when the list gets a row', async () => {
    const { world } = journey.api;
    const { authorityId } = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId });
    const page = await openLive('/board', officer);
    await page.getByText('Nothing waits for anybody here.').waitFor();
    const { reference } = await world.aPackage({ by: officer });
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.getByRole('link', { name: reference }).waitFor();
    expect(await page.getByText('Nothing waits for anybody here.').count()).toBe(0);
  });

  it('shows a provider new and revoked invitations at once', async () => {
    const [asked] = open.asked;
    const page = await openLive('/invitations', asked!.user);
    await another();
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.getByText('2 invitations wait for an answer').waitFor();
    const other = await journey.api.world.aUser({ role: 'commissioner', authorityId: open.lot.authorityId });
    await journey.api.world.aRestriction({
      by: other,
      branchId: asked!.branch.id,
      conditions: [{ kind: 'closed' }],
    });
    await page.locator('#to-answer-count').filter({ hasText: 'Nothing waits for an answer.' }).waitFor();
  });

  it('says that the user was signed out elsewhere, and shows no later changes', async () => {
    const page = await openLive('/board', open.officer);
    const session = { ...open.officer.actor };
    const [own] = await journey.api.world.rows<{ id: string }>(
      'SELECT id FROM session WHERE user_id = $1 AND client IS NOT NULL ORDER BY started_at DESC LIMIT 1',
      [open.officer.id],
    );
    await journey.api.world
      .get(SignOutEverywhere)
      .execute({ actor: { ...session, sessionId: own?.id ?? '' } });
    await waitForState(page, 'You have been signed out. Reload this page to sign in.');
    await another();
    await page.reload();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it('shows changes after a reload without script', async () => {
    const page = await journey.signedIn(open.officer, { javaScriptEnabled: false });
    await page.goto('/board');
    const more = await another();
    expect(await rowOf(page, more).count()).toBe(0);
    await page.reload();
    expect(await rowOf(page, more).count()).toBe(1);
    expect(await page.getByText(/^As at /).isVisible()).toBe(true);
  });
});
