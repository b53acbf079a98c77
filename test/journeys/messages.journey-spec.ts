import { until } from '../support/api-world.js';
import type { OpenBroadcast } from '../support/builders/broadcasts.js';
import { FreezingProxy } from '../support/freezing-proxy.js';
import { accessibilityErrors, errorsOnSmallScreens, Journey } from './browser.js';

describe('messages, in a real browser', () => {
  let journey: Journey;
  let open: OpenBroadcast;
  beforeAll(async () => {
    journey = await Journey.open();
    const { world } = journey.api;
    open = await world.aBroadcastOpen({ branches: 2, pkg: { urgency: 'hospital' } });
    await until('the branches are told', async () => {
      const told = await world.rows(
        `SELECT 1 FROM message WHERE status = 'not_sent' AND kind = 'invitation'`,
      );
      return told.length === 2;
    });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  it('shows an officer what would have been sent, by keyboard and on a small screen', async () => {
    const page = await journey.signedIn(open.officer);
    await page.getByRole('link', { name: 'Messages', exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('This Homeward sends no e-mail.').waitFor();
    await page.locator('main summary').first().focus();
    await page.keyboard.press('Enter');
    await page.getByText('Your branch is invited to make an offer').first().waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByLabel('Status').selectOption('bounced');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('No messages with these filters').waitFor();
    await page.getByRole('link', { name: 'Who is told what' }).click();
    await page.getByRole('heading', { name: 'Who is told what' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    const pages = ['/messages', '/messages/rules', `/packages/${open.pkg.id}/messages`, '/to/package/gone'];
    expect(await errorsOnSmallScreens(page, pages)).toEqual([]);
  });

  it('leads from the link in a message through sign-in to the invitation', async () => {
    const [branch] = open.asked;
    const page = await journey.signedIn(branch!.user);
    await page.goto(`${journey.url}/to/invitation/${branch!.invitationId}`);
    expect(new URL(page.url()).pathname).toBe(`/invitations/${branch!.invitationId}`);
    await page.goto(`${journey.url}/to/invitation/${open.asked[1]!.invitationId}`);
    await page.getByRole('heading', { name: 'No longer there' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('count in the menu and the title of every page until they are seen, also while the page is open', async () => {
    const { world } = journey.api;
    const branch = open.asked[1]!;
    const page = await journey.signedIn(branch.user);
    await page.goto('/sessions');
    const unread = page.locator('#unread-messages');
    await unread.filter({ hasText: '1 new' }).waitFor();
    expect(await page.title()).toBe('(1) Your account – Homeward');
    await page.getByRole('link', { name: /^Your messages/ }).press('Enter');
    await page.getByRole('cell', { name: 'New', exact: true }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    expect(await errorsOnSmallScreens(page, ['/your-messages'])).toEqual([]);
    await page.getByRole('link', { name: /^Invitation: package/ }).press('Enter');
    await page.waitForURL(`**/invitations/${branch.invitationId}`);
    expect(await page.title()).not.toMatch(/^\(/);

    await page.goto('/your-messages');
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    await world.aBroadcastOpen({ lot: open.lot, officer: open.officer, branches: [branch] });
    await unread.filter({ hasText: '1 new' }).waitFor();
    expect(await page.title()).toBe('(1) Your messages – Homeward');
    await page.getByRole('button', { name: '1 new: show' }).waitFor();
    await page.getByRole('button', { name: 'Mark all as seen' }).press('Enter');
    await page.getByText('Messages marked as seen').waitFor();
    expect(await page.title()).toBe('Your messages – Homeward');
  });

  it('appear in the list of an officer while it is open', async () => {
    const page = await journey.signedIn(open.officer);
    await page.goto('/messages');
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    const { pkg } = await journey.api.world.aBroadcastOpen({
      lot: open.lot,
      officer: open.officer,
      branches: [open.asked[0]!],
    });
    await page.getByRole('button', { name: /^\d new: show$/ }).click();
    await page.getByRole('row').filter({ hasText: pkg.reference }).first().waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('says within ten seconds that the connection is lost, though nothing closed it', async () => {
    const proxy = new FreezingProxy(new URL(journey.url));
    const address = new URL(await proxy.listen()).origin;
    const page = await journey.signedIn(open.asked[0]!.user);
    await page.goto(`${address}/invitations`);
    await page.locator('#live-state').filter({ hasText: 'Live' }).waitFor();
    proxy.freezeForGood();
    await page.locator('#live-state').filter({ hasText: 'Connection lost' }).waitFor({ timeout: 10_000 });
    proxy.close();
  });

  it('alerts on every page, and also says by sound and notification that the session has ended', async () => {
    const { api } = journey;
    const branch = open.asked[0]!;
    const page = await journey.signedIn(branch.user, { permissions: ['notifications'] });
    await page.addInitScript(`
      window.alerts = [];
      window.Notification = class extends EventTarget {
        static permission = 'granted';
        static async requestPermission() { return 'granted'; }
        constructor(title) { super(); window.alerts.push(title); }
      };
      localStorage.setItem('homeward-alert-sound', 'yes');
      localStorage.setItem('homeward-alert-notification', 'yes');
      const { start } = OscillatorNode.prototype;
      OscillatorNode.prototype.start = function (at) { window.alerts.push('sound'); start.call(this, at); };`);
    await page.goto('/sessions');
    const takeAlerts = (): Promise<string[]> => page.evaluate('window.alerts.splice(0)');
    await page.locator('#live-state[data-state="live"]').waitFor({ state: 'attached' });
    await takeAlerts();
    await api.world.aBroadcastOpen({ lot: open.lot, officer: open.officer, branches: [branch] });
    await page.waitForFunction('window.alerts.length >= 3');
    expect(await takeAlerts()).toEqual(['sound', 'sound', 'A new invitation']);
    await api.as(branch.user).delete('/v1/sessions').expect(204);
    await page.locator('#live-state').filter({ hasText: 'You have been signed out' }).waitFor();
    expect(await takeAlerts()).toEqual(['sound', 'sound', 'You have been signed out']);
  });

  it('says where the browser keeps the chosen sound silent, and offers the button', async () => {
    const page = await journey.signedIn(open.asked[1]!.user);
    await page.addInitScript(`
      localStorage.setItem('homeward-alert-sound', 'yes');
      let pressed = false;
      addEventListener('pointerup', () => { pressed = true; }, true);
      window.AudioContext = class extends AudioContext {
        get state() { return pressed ? 'running' : 'suspended'; }
        resume() { return pressed ? super.resume() : new Promise(() => {}); }
      };`);
    await page.goto('/capacity');
    const line = page.locator('[data-sound-off]');
    await line.waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('button', { name: 'Turn the sound on' }).click();
    await line.waitFor({ state: 'hidden' });
  });

  it('offers no notifications where a page cannot show them', async () => {
    const page = await journey.signedIn(open.asked[1]!.user);
    await page.addInitScript(`
      window.Notification = class { static permission = 'default'; constructor() { throw new TypeError('Illegal constructor'); } };`);
    await page.goto('/your-messages');
    await page.getByLabel('Play a sound').waitFor();
    expect(await page.getByLabel('Show a notification').count()).toBe(0);
  });
});
