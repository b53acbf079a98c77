import { until } from '../support/api-world.js';
import type { OpenBroadcast } from '../support/builders/broadcasts.js';
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
});
