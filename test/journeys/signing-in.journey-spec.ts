import type { BrowserContextOptions, Page } from 'playwright-core';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';
import { barriersOn, focusOn, Journey, PHONE, scrollsSideways } from './browser.js';

describe('signing in, in a real browser', () => {
  let journey: Journey;
  let officer: TestUser;
  beforeAll(async () => {
    journey = await Journey.open();
    officer = await journey.api.world.aUser({ role: 'officer', name: "Seán O'Brien <b> 李" });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.complaints).toEqual([]));

  const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();

  async function signedIn(user: TestUser, options: BrowserContextOptions = {}): Promise<Page> {
    const page = await journey.aBrowser(options);
    await journey.signIn(page, user);
    return page;
  }

  async function hasNoBarrier(page: Page): Promise<void> {
    expect(await barriersOn(page)).toEqual([]);
  }

  it('finds barriers where there are some', async () => {
    const page = await journey.aBrowser();
    await page.setContent('<html><body><img src="x.png"><input></body></html>');
    expect((await barriersOn(page)).join()).toMatch(/image-alt.*label/);
    expect(await scrollsSideways(page)).toBe(false);
    await page.setContent('<div style="width: 3000px">wide</div>');
    expect(await scrollsSideways(page)).toBe(true);
  });

  it('leads through every step by keyboard alone', async () => {
    const page = await journey.aBrowser();
    await page.goto('/');
    expect([page.url(), await heading(page)]).toEqual([`${journey.url}/sign-in`, 'Sign in']);
    await page.keyboard.press('Tab');
    expect(await focusOn(page)).toBe('Skip to main content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await focusOn(page)).toBe('E-mail address');
    await page.keyboard.type(officer.email);
    await page.keyboard.press('Tab');
    expect(await focusOn(page)).toBe('Password');
    await page.keyboard.type('wrong');
    await page.keyboard.press('Enter');
    await page.getByText('There is a problem').waitFor();
    expect(await page.title()).toBe('Error: Sign in – Homeward');
    await hasNoBarrier(page);
    await page.keyboard.press('Tab'); // the summary has the focus; its link is next
    await page.keyboard.press('Enter');
    expect(await focusOn(page)).toBe('E-mail address');
    expect(await page.getByLabel('E-mail address').inputValue()).toBe(officer.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Board' }).waitFor();
    expect(await page.getByText("Seán O'Brien <b> 李, brokerage officer").isVisible()).toBe(true);
  });

  it('goes on to the page that was asked for, and says so when one was away too long', async () => {
    const page = await signedIn(officer);
    journey.api.world.clock.pass({ hours: 3 });
    await page.goto('/sessions');
    expect(await page.getByText('You were signed out').isVisible()).toBe(true);
    await hasNoBarrier(page);
    await page.getByLabel('E-mail address').fill(officer.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.waitForURL('/sessions');
  });

  it('loses nothing that was typed by somebody who was signed out meanwhile', async () => {
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
    await page.getByText('Nothing that you typed is lost').waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await hasNoBarrier(page);
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('link', { name: 'Sign in (opens in a new tab)' }).click(),
    ]);
    await tab.getByLabel('E-mail address').fill(user.email);
    await tab.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tab.getByRole('heading', { name: 'Board' }).waitFor();
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('It is sent as ').waitFor();
    await hasNoBarrier(page);
    await page.getByRole('button', { name: 'Send it again' }).click();
    await page.getByText('"><script>李 O\'Brien <b>, LAS-7').waitFor();
  });

  it('ends one sign-in, this one, and all of them', async () => {
    const user = await journey.api.world.aUser({ role: 'provider' });
    const [one, other, third] = [await signedIn(user), await signedIn(user), await signedIn(user)];
    await one.goto('/sessions');
    await hasNoBarrier(one);
    await one
      .getByRole('button', { name: /^Sign out of Chrome/ })
      .first()
      .click();
    await one.getByText('That sign-in has ended.').waitFor();
    await hasNoBarrier(one);
    await third.goto('/sessions');
    await third.getByRole('heading', { name: 'Sign in' }).waitFor();
    await other.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await other.getByText('You are signed out.').waitFor();
    await one.goto('/sessions');
    await one.getByRole('button', { name: 'Sign out everywhere' }).click();
    await one.getByText('You are signed out everywhere.').waitFor();
    await hasNoBarrier(one);
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
      await hasNoBarrier(page);
    }
    await page.goto('/sessions');
    await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('You are signed out.').isVisible()).toBe(true);
  });
});
