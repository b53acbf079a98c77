import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { accessibilityErrors, focusedText, Journey, PHONE, scrollsSideways } from './browser.js';

describe('keeping what is recorded up to date, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /**
   * Creates live care under a growth limit of 3.5 hours a week. Also creates an officer and a commissioner of
   * the authority.
   */
  async function limitedCare() {
    const { world } = journey.api;
    const placed = await world.aPlacement();
    world.clock.pass({ hours: 1 });
    const { authorityId } = placed.lot;
    const commissioner = await world.aUser({
      role: 'commissioner',
      authorityId,
      name: "Siân O'Brien <b> 李",
    });
    const notice = await world.aRestriction({
      by: commissioner,
      branchId: placed.winner.branch.id,
      conditions: [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }],
    });
    return { ...placed, commissioner, notice };
  }

  /** Expects that a page has no accessibility error and does not scroll sideways on a phone. */
  async function expectUsable(page: Page): Promise<void> {
    const before = page.viewportSize();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await scrollsSideways(page)).toBe(false);
    if (before) await page.setViewportSize(before);
  }

  /** Activates a button or link with the keyboard. */
  async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  }

  async function retype(page: Page, selector: string, text: string): Promise<void> {
    await page.locator(selector).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(text);
  }

  it('attaches a document to a notice without script, and another user downloads it', async () => {
    const { commissioner, officer, notice } = await limitedCare();
    const page = await journey.signedIn(commissioner, { javaScriptEnabled: false });
    await page.goto(`/restrictions/${notice.id}/amend`);
    const file = {
      name: 'Letter of O’Brien <b> 李.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Seen'),
    };
    await page.getByLabel('Document').setInputFiles(file);
    await press(page, 'button', 'Amend restriction');
    await page.getByRole('link', { name: 'Enter the reason for the restriction.' }).waitFor();
    await page.getByLabel('Reason for the amendment').fill('The letter came');
    await press(page, 'button', 'Amend restriction');
    await page.getByText('Restriction amended').waitFor();

    const other = await journey.signedIn(officer);
    await other.goto(`/restrictions/${notice.id}`);
    await expectUsable(other);
    const [download] = await Promise.all([
      other.waitForEvent('download'),
      press(other, 'link', 'Letter of O’Brien <b> 李.txt'),
    ]);
    expect(download.suggestedFilename()).toMatch(/^Letter of O’Brien .b. 李\.txt$/);
    expect(await readFile(await download.path(), 'utf8')).toBe('Seen');
  });

  it('lets care grow up to the limit, and names the limit before and after a change is refused', async () => {
    const { officer, placement } = await limitedCare();
    const page = await journey.signedIn(officer);
    await page.goto(`/packages/${placement.packageId}`);
    await press(page, 'button', 'Change hours');
    await page.getByText('3 h 30 min left').first().waitFor();
    await press(page, 'button', 'Add another visit');
    const minutes = '#visit-2-minutes';
    for (const [selector, text] of [
      ['#visit-2-band', 'Lunch'],
      [minutes, '211'],
      ['#reason', 'Since the fall <b>'],
    ] as const) {
      await page.locator(selector).focus();
      await page.keyboard.type(text);
    }
    await page.locator('#visit-2-mon').focus();
    await page.keyboard.press('Space');
    await page.locator('output[data-sum]', { hasText: '12 h 16 min' }).waitFor();
    await press(page, 'button', 'Change hours');
    await page
      .getByText(/Growth limit: /)
      .first()
      .waitFor();
    await expectUsable(page);
    await retype(page, minutes, '210');
    await press(page, 'button', 'Change hours');
    await page.getByText('Care changed').waitFor();
    await page.getByText('12 h 15 min a week').first().waitFor();
  });

  it('changes the details of a person at the same time as a colleague, and excludes a branch', async () => {
    const { officer, commissioner, placement, winner } = await limitedCare();
    const [one, other] = [await journey.signedIn(officer), await journey.signedIn(commissioner)];
    const path = `/people/${placement.personId}`;
    await Promise.all([one, other].map((page) => page.goto(`${path}/change`)));
    await other.getByLabel('Family name').fill("O'Brien <b> 李");
    await press(other, 'button', 'Save changes');
    await other.getByText('Details changed.').waitFor();

    await retype(one, '#givenName', 'Zoë');
    await press(one, 'button', 'Save changes');
    await one.getByText('A colleague changed this').first().waitFor();
    await one.locator('dd', { hasText: "O'Brien <b> 李" }).waitFor();
    expect(await one.getByLabel('Given name').inputValue()).toBe('Zoë');
    await expectUsable(one);

    await one.goto(path);
    await one.locator('summary', { hasText: 'Exclude a branch' }).focus();
    await one.keyboard.press('Enter');
    await press(one, 'button', 'Exclude branch');
    await one.getByRole('link', { name: 'Choose a branch.' }).waitFor();
    await one.keyboard.press('Tab');
    await press(one, 'link', 'Choose a branch.');
    expect(await focusedText(one)).toBe('Branch');
    await one.getByLabel('Branch', { exact: true }).selectOption(winner.branch.id);
    await one.getByLabel('Reason', { exact: true }).fill('A quarrel <b>');
    await press(one, 'button', 'Exclude branch');
    await one.getByRole('cell', { name: 'A quarrel <b>' }).waitFor();
    await expectUsable(one);
    await press(one, 'button', /Remove exclusion/);
    await one.getByText('No excluded branches').waitFor();
  });

  it('changes a branch and a lot, and previews a closure before it is confirmed', async () => {
    const { commissioner, winner, lot } = await limitedCare();
    const page = await journey.signedIn(commissioner);
    await page.goto(`/branches/${winner.branch.id}`);
    await press(page, 'button', 'Change details');
    await page.locator('#branch-name').waitFor();
    await retype(page, '#branch-name', "Care of O'Brien <b> 李");
    await retype(page, '#branch-postcode', 'LE11');
    await press(page, 'button', 'Save changes');
    await page.locator('.govuk-error-summary').waitFor();
    await expectUsable(page);
    await retype(page, '#branch-postcode', 'LE11 3TU');
    await press(page, 'button', 'Save changes');
    await page.getByRole('heading', { name: "Care of O'Brien <b> 李" }).waitFor();

    await page.goto('/clocks');
    await expectUsable(page);
    await page.goto(`/lots/${lot.id}`);
    await press(page, 'link', /Change lot/);
    await page.locator('#lot-price').waitFor();
    await retype(page, '#lot-price', '99');
    await press(page, 'button', 'Save changes');
    await page.getByRole('link', { name: 'The weights must add up to 100.' }).waitFor();
    await expectUsable(page);

    await page.goto(`/branches/${winner.branch.id}`);
    await press(page, 'button', 'Record closure');
    await page.locator('#status-registered').waitFor();
    await expectUsable(page);
    await page.locator('#status-registered').focus();
    await page.keyboard.press('ArrowDown');
    await press(page, 'button', 'Continue');
    await page.getByRole('link', { name: 'Choose the kind of source.' }).waitFor();
    await expectUsable(page);
    await page.locator('#kind-letter').focus();
    await page.keyboard.press('Space');
    await retype(page, '#reference', "ENF/7 O'Brien <b> 李");
    await page.locator('#publishedOn').fill('2026-02-20');
    await press(page, 'button', 'Continue');
    await page.getByRole('heading', { name: 'Effect of this closure' }).waitFor();
    await expectUsable(page);
    await press(page, 'button', 'Confirm and record');
    await page.getByText('Registration recorded.').waitFor();
    await page.getByText('It is no longer registered with CQC.').first().waitFor();
    await page
      .getByText("Letter or email from CQC, ENF/7 O'Brien <b> 李, 20 February 2026")
      .first()
      .waitFor();
    await expectUsable(page);
  });
});
