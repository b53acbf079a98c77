import type { BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';
import { accessibilityErrors, focusedText, Journey, PHONE, scrollsSideways } from './browser.js';

describe('signing in, in a real browser', () => {
  let journey: Journey;
  let officer: TestUser;
  beforeAll(async () => {
    journey = await Journey.open();
    officer = await journey.api.world.aUser({ role: 'officer', name: "Seán O'Brien <b> 李" });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

  async function signedIn(user: TestUser, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await journey.openPage(options);
    await journey.signIn(page, user);
    return page;
  }

  async function expectAccessible(page: Page): Promise<void> {
    expect(await accessibilityErrors(page)).toEqual([]);
  }

  it('detects accessibility errors and sideways scrolling', async () => {
    const page = await journey.openPage();
    await page.setContent('<html><body><img src="x.png"><input></body></html>');
    expect((await accessibilityErrors(page)).join()).toMatch(/image-alt.*label/);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setContent('<div style="width: 3000px">wide</div>');
    expect(await scrollsSideways(page)).toBe(true);
  });

  it('works by keyboard alone', async () => {
    const page = await journey.openPage();
    await page.goto('/');
    expect([page.url(), await heading(page)]).toEqual([`${journey.url}/sign-in`, 'Sign in']);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('E-mail address');
    await page.keyboard.type(officer.email);
    await page.keyboard.press('Tab');
    expect(await focusedText(page)).toBe('Password');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('There is a problem').waitFor();
    expect(await page.title()).toBe('Error: Sign in – Homeward');
    await expectAccessible(page);
    await page.keyboard.press('Tab'); // this Tab moves the focus from the error summary to the link inside it
    await page.keyboard.press('Enter');
    expect(await focusedText(page)).toBe('E-mail address');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(officer.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    expect(await page.getByText("Seán O'Brien <b> 李, brokerage officer").isVisible()).toBe(true);
  });

  it('says that the session has ended, and then opens the requested page', async () => {
    const page = await signedIn(officer);
    journey.api.world.clock.pass({ hours: 3 });
    await page.goto('/sessions');
    expect(await page.getByText('You were signed out').isVisible()).toBe(true);
    await expectAccessible(page);
    await page.getByLabel('E-mail address').fill(officer.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('/sessions');
  });

  it('keeps what a user typed whose session ended meanwhile', async () => {
    const { world } = journey.api;
    const lot = await world.aLot();
    const user = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const page = await signedIn(user, { viewport: PHONE });
    await page.goto('/people/new');
    await page.getByLabel('Case number').fill('LAS-7');
    await page.getByLabel('Given name').fill('"><script>李');
    await page.getByLabel('Family name').fill("O'Brien <b>");
    await page.getByLabel('Date of birth').fill('1938-11-02');
    await page.getByLabel('Address, without the postcode').fill('1 High Street\nLoughborough');
    await page.getByLabel('Postcode', { exact: true }).fill('LE11 3TU');
    world.clock.pass({ hours: 3 });
    await page.keyboard.press('Enter');
    await page.getByText('Your answers are saved').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('E-mail address').fill(user.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('It will be sent as ').waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('"><script>李 O\'Brien <b>, LAS-7').waitFor();
  });

  it('ends another session, this session, and all sessions', async () => {
    const user = await journey.api.world.aUser({ role: 'provider' });
    const [one, other, third] = [await signedIn(user), await signedIn(user), await signedIn(user)];
    await one.goto('/sessions');
    await expectAccessible(one);
    await one
      .getByRole('button', { name: /^Sign out of Chrome/ })
      .first()
      .click();
    await one.getByText('Session ended').waitFor();
    await expectAccessible(one);
    await third.goto('/sessions');
    await third.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await other.getByText('You are signed out').waitFor();
    await one.goto('/sessions');
    await one.getByRole('button', { name: 'Sign out everywhere' }).click();
    await one.getByText('You are signed out everywhere').waitFor();
    await expectAccessible(one);
    await one.goto('/sessions');
    await one.getByRole('heading', { name: 'Sign in' }).waitFor();
  });

  it.each([
    { how: 'on a screen of 320 pixels', options: { viewport: PHONE } },
    { how: 'without script', options: { javaScriptEnabled: false } },
    { how: 'in forced colours', options: { forcedColors: 'active' as const } },
  ])('works $how', async ({ options }) => {
    const page = await signedIn(officer, options);
    const seen = options.javaScriptEnabled === false ? [] : ['/sessions', '/password', '/nothing', '/queues'];
    for (const path of seen) {
      await page.goto(path);
      expect([path, await scrollsSideways(page)]).toEqual([path, false]);
      await expectAccessible(page);
    }
    await page.goto('/sessions');
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('You are signed out').isVisible()).toBe(true);
  });
});
