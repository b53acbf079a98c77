import type { Page } from 'playwright-core';
import type { TestUser } from '../support/builders/authorities.js';
import { anOffer } from '../support/builders/broadcasts.js';
import { careLive } from '../support/builders/live-care.js';
import type { ContractedBranch } from '../support/builders/providers.js';
import { until } from '../support/api-world.js';
import {
  accessibilityErrors,
  errorsOnSmallScreens,
  focusedText,
  Journey,
  PHONE,
  scrollsSideways,
} from './browser.js';

describe('commissioning, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /**
   * Creates a branch that cares for two people, and a second branch in the first branch's lot. Also creates a
   * commissioner of the authority.
   */
  async function aMarket() {
    const { world } = journey.api;
    const lot = await world.aLot();
    const { authorityId } = lot;
    const commissioner = await world.aUser({
      role: 'commissioner',
      authorityId,
      name: "Siân O'Brien <b> 李",
    });
    const restricted = await world.aContractedBranch({ lot, name: `Care of O'Brien <b> 李 ${world.next()}` });
    for (let count = 0; count < 2; count++) await careLive(world, { lot, branchId: restricted.branch.id });
    const receiving = await world.aContractedBranch({ lot, terms: { rankInTier: 2 } });
    return { lot, commissioner, restricted, receiving };
  }

  const ready = (page: Page) => page.locator('[data-state="live"]').waitFor();

  /** Presses Tab until the element with this label or text has the focus. */
  async function tabTo(page: Page, name: string | RegExp): Promise<void> {
    for (let steps = 0; steps < 120; steps++) {
      const focus = await focusedText(page);
      if (typeof name === 'string' ? focus === name : name.test(focus)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never came to ${String(name)}`);
  }

  async function press(page: Page, name: string | RegExp): Promise<void> {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  }

  async function fill(page: Page, name: string, text: string): Promise<void> {
    await tabTo(page, name);
    await page.keyboard.type(text);
  }

  /** Records a restriction that suspends a branch, using only the keyboard. */
  async function suspend(page: Page, { branch }: ContractedBranch): Promise<void> {
    await page.goto(`/branches/${branch.id}/restrict`);
    await press(page, 'Preview effect');
    await page.getByText('There is a problem').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'Choose who issued the notice.');
    await page.keyboard.press('ArrowDown');
    await fill(page, 'Reference', "S-1 O'Brien <b>");
    await fill(page, 'Evidence', 'Safeguarding visit 李');
    await page.getByLabel('Document').setInputFiles({
      name: 'Visit O’Brien 李.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('What was seen'),
    });
    await fill(page, 'Reason', 'No visits were made');
    await tabTo(page, 'Suspended');
    await page.keyboard.press('Space');
    await press(page, 'Preview effect');
    await page.getByRole('heading', { name: 'Effect of this restriction' }).waitFor();
  }

  /** Makes an offer for every invitation of the receiving branch, awards each offer and starts the care. */
  async function moveCareTo(receiving: ContractedBranch, commissioner: TestUser): Promise<void> {
    const { world, as } = { world: journey.api.world, as: journey.api.as(commissioner) };
    const asked = await world.rows<{ invitationId: string; broadcastId: string; visits: [] }>(
      `SELECT i.id AS "invitationId", b.id AS "broadcastId", p.visits FROM invitation i
       JOIN broadcast b ON b.id = i.broadcast_id JOIN package p ON p.id = b.package_id WHERE i.branch_id = $1`,
      [receiving.branch.id],
    );
    for (const { invitationId, broadcastId, visits } of asked) {
      const { id: offerId } = await anOffer(world, { from: { ...receiving, invitationId }, pkg: { visits } });
      await as.post(`/v1/broadcasts/${broadcastId}/close`, { reason: 'Enough' }).expect(200);
      const { body } = await as.post(`/v1/broadcasts/${broadcastId}/award`, { offerId }).expect(201);
      await as.post(`/v1/awards/${(body as { id: string }).id}/start`, {}).expect(201);
    }
  }

  it('previews a suspension, confirms it, and shows the progress of every transfer, by keyboard', async () => {
    const { commissioner, restricted, receiving } = await aMarket();
    const page = await journey.signedIn(commissioner);
    await suspend(page, restricted);
    expect(await accessibilityErrors(page)).toEqual([]);
    const people = page.locator('.homeward-figure', { hasText: 'People' }).first();
    expect((await people.textContent())?.replaceAll(/\s+/g, ' ').trim()).toBe('People2');

    await press(page, 'Change answers');
    await page.getByRole('heading', { name: `Restrict ${restricted.branch.name}` }).waitFor();
    expect(await page.getByLabel('Reference').inputValue()).toBe("S-1 O'Brien <b>");
    await press(page, 'Preview effect');
    await page.getByRole('heading', { name: 'Effect of this restriction' }).waitFor();
    await press(page, 'Confirm and record');
    await page.getByText('Restriction recorded.').waitFor();
    await page.getByText('Document: Visit O’Brien 李.txt, 13 bytes').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('link', { name: 'Reallocation of the care' }).waitFor();
    await press(page, 'Reallocation of the care');

    await page.getByText('To be decided', { exact: false }).first().waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await fill(page, 'Reason for the transfers', 'Care is not safe');
    await press(page, 'Start transfers');
    await page.getByText('Reallocation started.').waitFor();
    await ready(page);
    await page.locator('#case-rows').getByText('out to broadcast').nth(1).waitFor();
    expect(await page.locator('#progress-text').textContent()).toBe('0 of 2 transfers closed, 0%');
    expect(await accessibilityErrors(page)).toEqual([]);

    await moveCareTo(receiving, commissioner);
    await page.locator('#progress-text', { hasText: '2 of 2 transfers closed, 100%' }).waitFor();
    await page.locator('#reallocation-status', { hasText: 'Finished' }).waitFor();
    expect(await page.locator('#case-rows tr', { hasText: 'transferred' }).count()).toBe(2);
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('pauses and resumes a reallocation, keeps one case, and stops the rest', async () => {
    const { commissioner, restricted } = await aMarket();
    const page = await journey.signedIn(commissioner);
    await suspend(page, restricted);
    await press(page, 'Confirm and record');
    await page.getByRole('link', { name: 'Reallocation of the care' }).click();
    await page.getByLabel('Pace: transfers released a minute').fill('a lot');
    await page.getByRole('button', { name: 'Start transfers' }).click();
    await page.getByRole('link', { name: 'Enter a whole number of transfers, 1 to 10,000.' }).waitFor();
    expect(await page.getByLabel('Pace: transfers released a minute').inputValue()).toBe('a lot');
    await page.getByLabel('Pace: transfers released a minute').fill('1');
    await page.getByLabel('Reason for the transfers').fill('Unsafe');
    await page.getByRole('button', { name: 'Start transfers' }).click();
    await page.getByRole('button', { name: 'Pause' }).click();
    await page.getByText('Reallocation paused').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.locator('#case-rows a').last().click();
    await page.getByRole('button', { name: 'Keep care' }).click();
    await page.getByRole('link', { name: 'Enter the reason for keeping the care.' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByLabel('Reason', { exact: true }).fill('The family asked 李');
    await page.getByRole('button', { name: 'Keep care' }).click();
    await page.getByText('1 of 2 transfers closed, 50%').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByText('Reallocation resumed').waitFor();
    await page.getByLabel('Reason for stopping').fill('The branch is safe again');
    await page.getByRole('button', { name: 'Stop reallocation' }).click();
    await page.getByText('Reallocation stopping').waitFor();
  });

  it('amends a restriction, shows a colleague’s amendment beside what was typed, and lifts it', async () => {
    const { commissioner, restricted } = await aMarket();
    const { world } = journey.api;
    const { id } = await world.aRestriction({ by: commissioner, branchId: restricted.branch.id });
    const [one, other] = [await journey.signedIn(commissioner), await journey.signedIn(commissioner)];
    for (const page of [one, other]) {
      await page.goto(`/restrictions/${id}/amend`);
      await page.getByLabel('Reason for the amendment').fill('A correction');
    }
    await one.getByLabel('Reference').fill('First');
    await one.getByRole('button', { name: 'Amend restriction' }).click();
    await one.getByRole('heading', { name: 'Restriction First' }).waitFor();
    await other.getByLabel('Reference').fill('Second');
    await other.getByRole('button', { name: 'Amend restriction' }).click();
    await other.getByText('Current version: First.').waitFor();
    expect(await other.getByLabel('Reference').inputValue()).toBe('Second');
    expect(await accessibilityErrors(other)).toEqual([]);
    await other.getByRole('button', { name: 'Amend restriction' }).click();
    await other.getByRole('heading', { name: 'Restriction Second' }).waitFor();
    await other.getByLabel('Reason', { exact: true }).fill('Inspected again');
    await other.getByRole('button', { name: 'Lift restriction' }).click();
    await other.getByText('Restriction lifted').waitFor();
    expect(await accessibilityErrors(other)).toEqual([]);
  });

  it('records a written agreement for one person and withdraws it', async () => {
    const { lot, commissioner, restricted } = await aMarket();
    const { world } = journey.api;
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const conditions = [{ kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' }] as const;
    const { id } = await world.aRestriction({ by: commissioner, branchId: restricted.branch.id, conditions });
    const page = await journey.signedIn(commissioner);
    await page.goto(`/restrictions/${id}`);
    await page.getByRole('button', { name: 'Record agreement' }).click();
    await page.getByRole('link', { name: 'Enter the agreement reference.' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByLabel('Person or package').fill('nobody');
    await page.getByLabel('Extra hours a week').fill('1');
    await page.getByLabel('Day').fill('2030-01-01');
    await page.getByLabel('Time').fill('09:00');
    await page.getByLabel('Agreement reference').fill('A-1 <b>');
    await page.getByLabel('Evidence').fill('A letter 李');
    await page.getByRole('button', { name: 'Record agreement' }).click();
    await page.getByRole('link', { name: 'Person not found.' }).waitFor();
    await page.getByLabel('Person or package').fill(person.reference);
    await page.getByRole('button', { name: 'Record agreement' }).click();
    await page.getByText('Written agreement recorded.').waitFor();
    expect(await page.getByText(`Person ${person.reference}`).isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('link', { name: 'Growth ledger' }).click();
    expect(await page.locator('#ledger-rows tr').count()).toBe(2);
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('button', { name: /^Withdraw/ }).click();
    await page.getByText('Written agreement withdrawn').waitFor();
  });

  it('reads every page at 200 %, and on a phone in forced colours', async () => {
    const { lot, commissioner, restricted } = await aMarket();
    const { id } = await journey.api.world.aRestriction({ by: commissioner, branchId: restricted.branch.id });
    const page = await journey.signedIn(commissioner);
    const branch = `/branches/${restricted.branch.id}`;
    const paths = [
      '/branches',
      branch,
      `${branch}/restrict`,
      `${branch}/hand-back`,
      '/lots',
      `/lots/${lot.id}`,
      '/restrictions',
      `/restrictions/${id}`,
      `/restrictions/${id}/amend`,
      `/restrictions/${id}/ledger`,
      '/reallocations',
    ];
    expect(await errorsOnSmallScreens(page, paths)).toEqual([]);
  });

  it('records a hand-back without script, and shows the reallocation that it causes', async () => {
    const { commissioner, restricted } = await aMarket();
    const page = await journey.signedIn(commissioner, { javaScriptEnabled: false, viewport: PHONE });
    await page.goto(`/branches/${restricted.branch.id}`);
    await page.getByRole('button', { name: 'Record hand-back' }).click();
    await page.getByLabel('Reason').fill('No staff 李');
    await page.getByRole('button', { name: 'Preview effect' }).click();
    await page.getByRole('heading', { name: 'Effect of this hand-back' }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: 'Confirm and record' }).click();
    await page.getByText('Hand-back recorded.').waitFor();
    await until('the reallocation is proposed', async () => {
      await page.goto('/reallocations');
      return (await page.locator('#reallocation-rows tr').count()) === 1;
    });
    await page.locator('#reallocation-rows a').click();
    await page.getByRole('button', { name: 'Start transfers' }).waitFor();
    expect(await scrollsSideways(page)).toBe(false);
  });

  it('shows an auditor a branch without its forms', async () => {
    const { lot, restricted } = await aMarket();
    const auditor = await journey.api.world.aUser({ role: 'auditor', authorityId: lot.authorityId });
    const page = await journey.signedIn(auditor);
    await page.goto(`/branches/${restricted.branch.id}`);
    await page.getByRole('heading', { name: restricted.branch.name }).waitFor();
    expect(await page.getByRole('button', { name: /^Record/ }).count()).toBe(0);
  });
});
