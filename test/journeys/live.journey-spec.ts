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

  const offersOf = (page: Page, of: OpenBroadcast) =>
    rowOf(page, of).getByRole('cell').filter({ hasText: 'invited branches' });

  it('updates the count of offers in its row, and keeps the focus', async () => {
    const page = await openLive('/board', open.officer);
    const offers = offersOf(page, open);
    await offers.getByText('0 of 2').waitFor();
    const link = rowOf(page, open).getByRole('link', { name: open.pkg.reference, exact: true });
    await link.focus();
    await answer(open.asked[0]!);
    await offers.getByText('1 of 2').waitFor();
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

  it('says an urgent new row in the bar, without moving the rows that are there', async () => {
    const { world } = journey.api;
    const page = await openLive('/board', open.officer);
    const before = await rowOf(page, open).boundingBox();
    const draft = await world.aPackage({ by: open.officer, urgency: 'hospital' });
    await page
      .getByText(/^New: hospital discharge, LE11.3, .* left$/)
      .first()
      .waitFor();
    expect(await rowOf(page, open).boundingBox()).toEqual(before);
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.getByRole('link', { name: draft.reference, exact: true }).waitFor();
    expect(await page.getByText(/^New: hospital/).count()).toBe(1); // only the text for screen readers
  });

  it('keeps a row whose broadcast has closed in its place, with its next action, and shows the time of its content', async () => {
    const { world } = journey.api;
    const page = await openLive('/board', open.officer);
    const [before, readAt] = [
      await rowOf(page, open).boundingBox(),
      await page.locator('#read-at').textContent(),
    ];
    await answer(open.asked[0]!);
    world.clock.pass({ minutes: 5 });
    await journey.api
      .as(open.officer)
      .post(`/v1/broadcasts/${open.broadcast.id}/close`)
      .send({ reason: 'Both have answered' })
      .expect(200);
    await rowOf(page, open)
      .getByRole('link', { name: /^Award package/ })
      .waitFor();
    expect(await rowOf(page, open).boundingBox()).toEqual(before);
    expect(await page.locator('#read-at').textContent()).not.toBe(readAt);
    await page.getByRole('button', { name: '1 moved: show' }).click();
    await page
      .getByRole('region', { name: /^Do now/ })
      .getByText(open.pkg.reference, { exact: true })
      .waitFor();
  });

  it('moves through its rows with j and k, and by its skip link', async () => {
    const more = await another();
    const page = await openLive('/board', open.officer);
    const focused = (): Promise<string> => page.evaluate("document.activeElement.closest('tr')?.id ?? ''");
    const rows = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#board-rows tbody tr')].map(({ id }) => id)",
    );
    expect(rows).toHaveLength(2);
    const pressed: string[] = [];
    for (const key of ['j', 'j', 'k']) {
      await page.keyboard.press(key);
      pressed.push(await focused());
    }
    expect(pressed).toEqual([rows[0], rows[1], rows[0]]);
    await page.getByRole('button', { name: /^Keys: j and k/ }).click();
    await page.keyboard.press('j');
    expect(await focused()).toBe('');
    await page.reload();
    for (const key of ['Tab', 'Tab', 'Enter', 'Tab']) await page.keyboard.press(key);
    expect(await focused()).toBe(rows[0]);
    await page.keyboard.press('Enter');
    await page
      .getByRole('heading', { name: new RegExp(`${open.pkg.reference}|${more.pkg.reference}`) })
      .waitFor();
  });

  it('says that the connection is lost, and catches up when it returns', async () => {
    const page = await openLive('/board', open.officer);
    await page.context().setOffline(true);
    for (const socket of journey.connectionsToConsole()) socket.destroy();
    await waitForState(page, 'Connection lost. Reconnecting.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await answer(open.asked[0]!);
    const more = await another();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: '1 new: show' }).click();
    await rowOf(page, more).waitFor();
    expect(await offersOf(page, open).getByText('1 of 2').count()).toBe(1);
    await waitForState(page, 'Live');
  });

  it('says that it is out of date while it cannot be read again, and then catches up', async () => {
    const page = await openLive('/board', open.officer);
    await page.route('**/board', (route) => route.fulfill({ status: 503, body: 'away' }));
    await answer(open.asked[0]!);
    await waitForState(page, 'This page is out of date. Trying to update it.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.unroute('**/board');
    await waitForState(page, 'Live');
    expect(await offersOf(page, open).getByText('1 of 2').count()).toBe(1);
  });

  it('removes the text about an empty list when the list gets a row', async () => {
    const { world } = journey.api;
    const { authorityId } = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId });
    const page = await openLive('/board', officer);
    await page.getByText('No work to do').waitFor();
    const { reference } = await world.aPackage({ by: officer });
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.getByRole('link', { name: reference, exact: true }).waitFor();
    expect(await page.getByText('No work to do').count()).toBe(0);
  });

  it('shows a provider new and revoked invitations at once', async () => {
    const [asked] = open.asked;
    const page = await openLive('/invitations', asked!.user);
    await another();
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.locator('#work-count').filter({ hasText: '2 more invitations' }).waitFor();
    const other = await journey.api.world.aUser({ role: 'commissioner', authorityId: open.lot.authorityId });
    await journey.api.world.aRestriction({
      by: other,
      branchId: asked!.branch.id,
      conditions: [{ kind: 'closed' }],
    });
    await page.locator('#work-count').filter({ hasText: '0 more invitations' }).waitFor();
  });

  it('takes buttons away as soon as they no longer apply, on the pages of both bidders and of a colleague', async () => {
    const { world } = journey.api;
    const [winner, loser] = open.asked;
    const { id: offerId } = (await answer(winner!)) as { id: string };
    await answer(loser!);
    const bidders = await Promise.all(
      [winner!, loser!].map(({ invitationId, user }) => openLive(`/invitations/${invitationId}`, user)),
    );
    const colleague = await world.aUser({ role: 'officer', authorityId: open.lot.authorityId });
    const office = await openLive(`/broadcasts/${open.broadcast.id}`, colleague);
    for (const page of bidders) await page.getByRole('button', { name: 'Withdraw offer' }).waitFor();
    await office.getByText('Extend the deadline').waitFor();
    const readAt = await bidders[1]!.locator('#read-at').textContent();

    world.clock.pass({ minutes: 5 });
    const as = journey.api.as(open.officer);
    await as.post(`/v1/broadcasts/${open.broadcast.id}/close`).send({ reason: 'Both answered' }).expect(200);
    for (const page of bidders) {
      await page.locator('#status').getByText('Being decided').waitFor();
      await page.getByRole('button', { name: 'Withdraw offer' }).waitFor({ state: 'detached' });
      await page.getByText('Change offer').waitFor({ state: 'detached' });
      expect(await accessibilityErrors(page)).toEqual([]);
    }
    await office.getByText('Extend the deadline').waitFor({ state: 'detached' });
    await office
      .getByRole('button', { name: /^Award/ })
      .first()
      .waitFor();
    expect(await bidders[1]!.locator('#read-at').textContent()).not.toBe(readAt);

    await as
      .post(`/v1/broadcasts/${open.broadcast.id}/award`, { offerId, reason: 'Knows the street' })
      .expect(({ status }) => expect([200, 201]).toContain(status));
    await office
      .getByRole('button', { name: /^Award/ })
      .first()
      .waitFor({ state: 'detached' });
    await office.getByText('Cancel the broadcast').waitFor({ state: 'detached' });
    await bidders[1]!.locator('#status').getByText('Not chosen').waitFor();
    expect(await accessibilityErrors(office)).toEqual([]);
  });

  it('keeps what a colleague types into a form while other answers come', async () => {
    const office = await openLive(`/broadcasts/${open.broadcast.id}`, open.officer);
    await office.getByText('Cancel the broadcast').click();
    await office.getByLabel('Reason for cancelling').fill('The person stays');
    await answer(open.asked[0]!);
    await office.locator('#offers-count', { hasText: '1 offer' }).waitFor();
    expect(await office.getByLabel('Reason for cancelling').inputValue()).toBe('The person stays');
  });

  it('shows a provider what is new without moving what is there', async () => {
    const [asked] = open.asked;
    const page = await openLive('/invitations', asked!.user);
    const before = await page.locator('#work-rows tr[id]').first().boundingBox();
    await another();
    await page.getByRole('button', { name: '1 new: show' }).waitFor();
    expect(await page.locator('#work-rows tr[id]').first().boundingBox()).toEqual(before);
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('keeps the hours that a user typed, and refuses the line that a colleague changed meanwhile', async () => {
    const { world } = journey.api;
    const [asked] = open.asked;
    const other = await world.aLot();
    await world.aContract({ lot: other, branchId: asked!.branch.id });
    await world.aCapacity({ lot: other, branchId: asked!.branch.id, spareMinutes: 120 });
    const page = await openLive('/capacity', asked!.user);
    const first = page
      .getByRole('row')
      .filter({ hasText: open.lot.name })
      .getByLabel(/^Spare hours/);
    await first.focus();
    await page.keyboard.press('ArrowUp');
    expect(await first.inputValue()).toBe('101 h');
    const line = { spareMinutes: 300, bands: ['lunch'], doubleUps: false, version: 1 };
    for (const lotId of [open.lot.id, other.id])
      await journey.api
        .as(asked!.user)
        .put(`/v1/branches/${asked!.branch.id}/capacity/${lotId}`, line)
        .expect(200);
    const second = page
      .getByRole('row')
      .filter({ hasText: other.name })
      .getByLabel(/^Spare hours/);
    await page.locator(`[id="${asked!.branch.id}_${other.id}_hours"][value="5 h"]`).waitFor();
    expect([await first.inputValue(), await second.inputValue()]).toEqual(['101 h', '5 h']);
    await page.getByRole('button', { name: 'Confirm all 2' }).press('Enter');
    await page.getByText(/changed since you opened the page/).waitFor();
    expect(await first.inputValue()).toBe('5 h');
    expect(await accessibilityErrors(page)).toEqual([]);
    const versions = await world.rows('SELECT lot_id AS id, version FROM capacity WHERE branch_id = $1', [
      asked!.branch.id,
    ]);
    expect(versions).toEqual(
      expect.arrayContaining([
        { id: open.lot.id, version: 2 },
        { id: other.id, version: 3 },
      ]),
    );
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
