// @ts-check

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{ name: string, as: string, isOnPhone?: boolean, find: (page: Page) => Promise<unknown> }} Picture */

const OFFICER = 'officer@leicestershire.example';
const COMMISSIONER = 'commissioner@leicestershire.example';
const PROVIDER = 'provider@lanternfold-care.example';

/** Waits until the page shows that its live connection works. @param {Page} page */
const live = (page) => page.locator('#live-state[data-state=live]').waitFor();

/**
 * The README's screenshots. For each picture, `find` opens the page by the links that a user would follow.
 *
 * @type {readonly Picture[]}
 */
export const PICTURES = [
  { name: 'board', as: OFFICER, find: live },
  {
    name: 'before-sending',
    as: OFFICER,
    async find(page) {
      await page
        .getByRole('link', { name: /^Broadcast package/ })
        .first()
        .click();
      await page.getByRole('heading', { name: 'Offices' }).scrollIntoViewIfNeeded();
      await page.locator('svg').first().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'comparison',
    as: OFFICER,
    async find(page) {
      await page
        .getByRole('link', { name: /^Award package/ })
        .first()
        .click();
      await page.getByText('Offers, best first').waitFor();
    },
  },
  {
    name: 'invitation-on-a-phone',
    as: PROVIDER,
    isOnPhone: true,
    async find(page) {
      await page
        .getByRole('link', { name: /^Answer/ })
        .first()
        .click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
  },
  { name: 'invitations', as: PROVIDER, find: live },
  {
    name: 'suspension',
    as: COMMISSIONER,
    async find(page) {
      await page.getByRole('link', { name: 'Branches' }).click();
      await page.getByRole('link', { name: 'Lanternfold Care Loughborough' }).first().click();
      await page
        .getByRole('button', { name: /restriction/ })
        .first()
        .click();
      await page.getByRole('radio').first().check();
      await page.getByLabel('Reference').fill('CQC-S31-90511');
      await page.getByLabel('Evidence').fill('Notice of decision of 20 November');
      await page.getByLabel('Reason', { exact: true }).fill('People were left without their visits');
      await page.getByLabel('Suspended').check();
      await page.getByRole('button', { name: 'Preview effect' }).click();
      const spare = page.getByRole('heading', { name: 'Spare capacity and need' });
      await spare.evaluate((heading) => heading.scrollIntoView());
    },
  },
];
