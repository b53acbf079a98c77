import { AwardOffer } from '#brokerage/awards/award-offer';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { accessibilityErrors, Journey, PHONE, scrollsSideways } from './browser.js';

describe('answering invitations, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /**
   * Creates an open broadcast with two invited branches. The names of one branch and of the lot contain HTML
   * markup.
   */
  async function anInvitation() {
    const { world } = journey.api;
    const lot = await world.aLot({ name: "St O'Brien’s <b> 李" });
    const branches = [
      await world.aContractedBranch({ lot, name: "O'Brien <b> Care 李" }),
      await world.aContractedBranch({ lot }),
    ];
    const open = await world.aBroadcastOpen({ lot, branches });
    const [asked, rival] = open.asked;
    if (!asked || !rival) throw new Error('two were asked');
    return { ...open, world, asked, rival };
  }

  const seenAt = async (id: string): Promise<Date | null | undefined> => {
    const { world } = journey.api;
    const [row] = await world.rows<{ at: Date | null }>(
      'SELECT seen_at AS at FROM invitation WHERE id = $1',
      [id],
    );
    return row?.at;
  };

  it('makes an offer, changes it, and shows its outcome, by keyboard on a phone', async () => {
    const { world, asked, rival, pkg, broadcast, officer } = await anInvitation();
    const page = await journey.signedIn(asked.user, { viewport: PHONE });
    await page.getByRole('heading', { name: 'Invitations to answer 1' }).waitFor();
    expect([await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([[], false]);
    await page.getByRole('link', { name: /^Answer.*LE11 3/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Your answer' }).waitFor();
    expect([await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([[], false]);

    await page.getByLabel('Rate', { exact: true }).fill('');
    await page.getByRole('button', { name: 'Send offer' }).press('Enter');
    await page.getByRole('link', { name: 'Enter the rate in pounds, such as 24.50.' }).press('Enter');
    expect([await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([[], false]);
    await page.keyboard.type('24.60');
    await page.keyboard.press('Enter');
    await page.getByText('Offer sent').waitFor();
    expect(await page.getByText('£24.60 an hour').isVisible()).toBe(true);
    expect([await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([[], false]);

    await page.locator('#change > summary').press('Enter');
    await page.getByLabel('Rate', { exact: true }).fill('24.10');
    await page.getByRole('button', { name: 'Send changed offer' }).press('Enter');
    await page.getByText('Offer changed').waitFor();

    const { id: offerId } = await world.anOffer({ from: rival, pkg, hourlyRatePence: 2_050 });
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    const nextDay = await journey.signedIn(asked.user, { viewport: PHONE });
    await nextDay.goto(`/invitations/${asked.invitationId}`);
    await nextDay.getByText('Being decided').waitFor();
    await world.get(AwardOffer).execute(officer.caller, { broadcastId: broadcast.id, offerId });
    await nextDay.reload();
    await nextDay.getByText('2 of 2', { exact: true }).waitFor();
    expect(await nextDay.getByText(/The best offer was ahead: a lower rate was offered/).isVisible()).toBe(
      true,
    );
    expect([await accessibilityErrors(nextDay), await scrollsSideways(nextDay)]).toEqual([[], false]);
    await nextDay.getByRole('link', { name: 'Work' }).first().click();
    await nextDay.getByRole('link', { name: /Earlier invitations/ }).click();
    await nextDay.getByText('Not chosen').waitFor();
    expect([await accessibilityErrors(nextDay), await scrollsSideways(nextDay)]).toEqual([[], false]);
  });

  it('is recorded as seen when its page is opened, and not before', async () => {
    const { asked } = await anInvitation();
    const page = await journey.signedIn(asked.user);
    await page.getByRole('heading', { name: 'Invitations to answer 1' }).waitFor();
    expect(await seenAt(asked.invitationId)).toBeNull();
    const recorded = page.waitForResponse((answer) => answer.url().endsWith('/seen'));
    await page.goto(`/invitations/${asked.invitationId}`);
    await recorded;
    expect(await seenAt(asked.invitationId)).not.toBeNull();
    await page.reload();
    expect(await page.getByText('The council sees that you opened this invitation').count()).toBe(0);
  });

  it('says that it is sending until the server answers, and an offer that is sent again counts once', async () => {
    const { world, asked } = await anInvitation();
    const page = await journey.signedIn(asked.user);
    await page.routeWebSocket(/live/, (socket) => socket.close()); // else the page soon shows that the offer arrived
    await page.goto(`/invitations/${asked.invitationId}`);
    await page.getByLabel('Rate', { exact: true }).fill('25.15');
    const offers = `**/invitations/${asked.invitationId}/offer`;
    await page.route(offers, async (route) => {
      await route.fetch(); // the server receives the offer, but the browser gets no response
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Send offer' }).click();
    await page.getByText('Not sent.').waitFor();
    expect(await page.getByLabel('Rate', { exact: true }).inputValue()).toBe('25.15');
    expect(await accessibilityErrors(page)).toEqual([]);

    await page.unroute(offers);
    let release: () => void = () => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.route(offers, async (route) => {
      await released;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Send offer' }).click();
    await page.getByText('Sending…').waitFor();
    expect(await page.getByText('Offer sent').count()).toBe(0);
    release();
    await page.getByText('Offer sent').waitFor();
    const count = await world.rows(
      'SELECT 1 FROM offer_version v JOIN offer o ON o.id = v.offer_id WHERE o.invitation_id = $1',
      [asked.invitationId],
    );
    expect(count).toHaveLength(1);
  });

  it('shows that an offer arrived although its answer was lost', async () => {
    const { asked } = await anInvitation();
    const page = await journey.signedIn(asked.user);
    await page.goto(`/invitations/${asked.invitationId}`);
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    await page.getByLabel('Rate', { exact: true }).fill('25.15');
    await page.route(`**/invitations/${asked.invitationId}/offer`, async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    });
    await page.getByRole('button', { name: 'Send offer' }).click();
    await page.getByText('£25.15 an hour', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Send offer' }).count()).toBe(0);
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('makes and withdraws an offer, and declines, without script', async () => {
    const { world, asked, rival } = await anInvitation();
    const without = { javaScriptEnabled: false, viewport: PHONE };
    const page = await journey.signedIn(asked.user, without);
    await page.getByRole('link', { name: /^Answer/ }).click();
    await page.getByRole('button', { name: 'Mark as seen' }).click();
    await page.getByText('The council sees that you opened this invitation').waitFor();
    await page.getByLabel('Rate', { exact: true }).fill('24.00');
    await page.getByLabel(/Breakfast, every day/).fill('10:00');
    await page.getByRole('button', { name: 'Send offer' }).click();
    await page.getByRole('heading', { name: 'Check the offer' }).waitFor();
    await page.getByRole('button', { name: 'Send offer' }).click();
    await page.getByText('Offer sent').waitFor();
    await page.getByRole('button', { name: 'Withdraw offer' }).click();
    await page.getByRole('heading', { name: /^Withdraw offer for/ }).waitFor();
    await page.getByRole('button', { name: 'Withdraw offer' }).click();
    await page.getByText('Offer withdrawn', { exact: true }).first().waitFor();
    await page.getByText('Decline instead').click();
    await page.getByRole('button', { name: 'Decline invitation' }).click();
    await page.getByRole('link', { name: 'Choose a reason.' }).waitFor();
    await page.getByLabel('Too far away').check();
    await page.getByRole('button', { name: 'Decline invitation' }).click();
    await page.getByText('Invitation declined.').waitFor();
    const rows = await world.rows('SELECT status, decline_reason AS reason FROM invitation WHERE id = $1', [
      asked.invitationId,
    ]);
    expect(rows).toEqual([{ status: 'declined', reason: 'too_far' }]);
    const theirs = await journey.signedIn(rival.user);
    await theirs.goto(`/invitations/${asked.invitationId}`);
    await theirs.getByRole('heading', { name: 'Not found' }).waitFor();
  });

  it('takes the form away when the invitation has ended while the user types, and says so', async () => {
    const { world, asked, lot } = await anInvitation();
    const page = await journey.signedIn(asked.user);
    await page.goto(`/invitations/${asked.invitationId}`);
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    await page.getByLabel('Rate', { exact: true }).fill('25.30');
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await world.aRestriction({ by, branchId: asked.branch.id, conditions: [{ kind: 'closed' }] });
    await page.locator('#status').getByText('Invitation ended').waitFor();
    expect(await page.getByRole('button', { name: 'Send offer' }).count()).toBe(0);
    expect(await page.evaluate('document.activeElement.id')).toBe('answer-forms');
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('says while the user types what the offer loses, keeps what is typed, and then sends it at once', async () => {
    const { asked } = await anInvitation();
    const page = await journey.signedIn(asked.user, { viewport: PHONE });
    await page.goto(`/invitations/${asked.invitationId}`);
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    await page.getByLabel('Rate', { exact: true }).fill('25.30');
    await page.getByLabel(/Breakfast, every day/).fill('10:00');
    await page.getByText(/^Breakfast, every day: outside the window 07:00 to 10:00\. Fit scores/).waitFor();
    expect([await accessibilityErrors(page), await scrollsSideways(page)]).toEqual([[], false]);
    expect(await page.getByLabel('Rate', { exact: true }).inputValue()).toBe('25.30');
    await page.getByRole('button', { name: 'Send offer' }).press('Enter');
    await page.getByText('Offer sent').waitFor();
  });

  it('plays a sound and notifies for a new invitation only if the user chose that', async () => {
    const open = await anInvitation();
    const { asked } = open;
    const page = await journey.signedIn(asked.user, { permissions: ['notifications'] });
    await page.evaluate(`
      window.alerts = [];
      window.Notification = Object.assign(function (title) { window.alerts.push(title); return new EventTarget(); }, {
        permission: 'granted', requestPermission: async () => 'granted' });
      window.AudioContext = class extends AudioContext { constructor() { super(); window.alerts.push('sound'); } };`);
    const dispatch = (name: string): Promise<unknown> =>
      page.evaluate(
        `document.dispatchEvent(new CustomEvent('homeward:event', { detail: { name: '${name}', payload: { invitationId: 'x' } } }))`,
      );
    const takeAlerts = (): Promise<unknown> => page.evaluate('window.alerts.splice(0)');
    await dispatch('invitation.opened');
    expect(await takeAlerts()).toEqual([]);
    await page.getByLabel('Play a sound').check();
    expect(await takeAlerts()).toEqual(['sound']);
    await page.getByLabel('Show a notification').check();
    await dispatch('invitation.ended');
    expect(await takeAlerts()).toEqual([]);
    await dispatch('invitation.opened');
    expect(await takeAlerts()).toEqual(['sound', 'A new invitation']);
    expect(await accessibilityErrors(page)).toEqual([]);
    const { world, lot, officer } = open;
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    await world.aBroadcastOpen({ lot, officer, branches: [asked] });
    await page.getByRole('button', { name: '1 new: show' }).waitFor();
    expect(await takeAlerts()).toEqual(['sound', 'A new invitation']);
    await page.reload();
    expect(await page.getByLabel('Play a sound').isChecked()).toBe(true);
    await page.getByLabel('Play a sound').uncheck();
  });

  it.each([
    { chosen: true, how: 'stays connected in a hidden tab if the user chose a sound' },
    { chosen: false, how: 'disconnects in a hidden tab otherwise' },
  ])('$how', async ({ chosen }) => {
    const { world, lot, officer, asked } = await anInvitation();
    const page = await journey.openPage();
    await page.clock.install();
    await journey.signIn(page, asked.user);
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    if (chosen) await page.getByLabel('Play a sound').check();
    await page.evaluate(`
      Object.defineProperty(document, 'hidden', { get: () => window.isHidden });
      window.setHidden = (isHidden) => { window.isHidden = isHidden; document.dispatchEvent(new Event('visibilitychange')); };
      window.setHidden(true);`);
    await page.clock.fastForward('05:01');
    if (!chosen) {
      await page.locator('#live-state[data-state=paused]').waitFor();
      expect(await page.locator('#live-state').textContent()).toContain('Paused while this tab is hidden');
    }
    await world.aBroadcastOpen({ lot, officer, branches: [asked] });
    const more = page.getByRole('button', { name: '1 new: show' });
    if (chosen) return more.waitFor();
    expect(await page.locator('#work-rows tr[id]').count()).toBe(1);
    await page.evaluate('window.setHidden(false)');
    await more.waitFor();
  });
});
