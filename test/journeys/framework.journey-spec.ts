import type { Page } from 'playwright-core';
import { accessibilityErrors, Journey, PHONE, scrollsSideways } from './browser.js';

describe('making the framework, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /** Expects that a page has no accessibility error and does not scroll sideways on a phone. */
  async function expectUsable(page: Page): Promise<void> {
    const before = page.viewportSize();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await scrollsSideways(page)).toBe(false);
    if (before) await page.setViewportSize(before);
  }

  async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  }

  it('begins at an empty council with a lot, its outline, a provider, a branch and a contract, without script', async () => {
    const { world } = journey.api;
    const { id: authorityId } = await world.anAuthority();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const page = await journey.signedIn(commissioner, { javaScriptEnabled: false });
    await page.goto('/contracts');
    await press(page, 'link', 'Record the first lot');
    await page.getByLabel('Code', { exact: true }).fill('L1');
    await page.getByLabel('Name', { exact: true }).fill("O'Brien <b> Vale");
    await page.getByLabel('Postcode areas').fill('LE11 3');
    await press(page, 'button', 'Record lot');
    await page.getByText('Lot recorded').waitFor();
    await press(page, 'link', 'Outline on the map');
    const ring = [[-1.2, 52.7], [-1.1, 52.7], [-1.1, 52.8], [-1.2, 52.7]]; // prettier-ignore
    const file = (content: object) => ({
      name: 'lot.geojson',
      mimeType: 'application/geo+json',
      buffer: Buffer.from(JSON.stringify(content)),
    });
    await page
      .getByLabel('GeoJSON or TopoJSON file')
      .setInputFiles(file({ type: 'Point', coordinates: [0, 51] }));
    await press(page, 'button', 'Save outline');
    await page.getByRole('link', { name: /This file has no area/ }).waitFor();
    await page
      .getByLabel('GeoJSON or TopoJSON file')
      .setInputFiles(file({ type: 'Polygon', coordinates: [ring] }));
    await press(page, 'button', 'Save outline');
    await page.getByText('Outline saved').waitFor();
    await page.getByRole('img', { name: /Map of the lots/ }).waitFor();

    await page.goto('/providers/new');
    await page.getByLabel('CQC provider ID').fill('1-777000001');
    await page.getByLabel('Name', { exact: true }).fill('Care <i>');
    await press(page, 'button', 'Record provider');
    await page.getByText('Provider recorded').waitFor();
    await page.getByLabel('CQC location ID').fill('1-777000002');
    await page.getByLabel('Name', { exact: true }).fill('Branch <i>');
    await page.getByLabel('Postcode', { exact: true }).fill('LE11 3TU');
    await page.getByLabel(/directory/i).check();
    await page.getByLabel('Address or reference').fill('HSCA active locations');
    await page.getByLabel('Date published or sent').fill('2025-01-01');
    await press(page, 'button', 'Record branch');
    await page.getByText('Branch recorded').waitFor();
    await press(page, 'link', 'New contract');
    await page.getByLabel('Lot', { exact: true }).selectOption({ index: 1 });
    await page.getByLabel('Lowest').fill('21.50');
    await page.getByLabel('Highest').fill('23');
    await page.getByLabel('First day').fill('2025-04-01');
    await press(page, 'button', 'Record contract');
    await page.getByText('Contract recorded').waitFor();
    await page.goto('/lots');
    await page.getByText(/Gap: LE11 is only partly in L1/).waitFor();
  });

  it('changes rates and the end of a contract as a set, with what hangs on it shown first', async () => {
    const { world } = journey.api;
    const { lot, winner, pkg } = await world.aPlacement();
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const page = await journey.signedIn(commissioner);
    const pick = async (button: string): Promise<void> => {
      await page.goto('/contracts');
      await page.locator(`#c-${winner.contract.id}`).focus();
      await page.keyboard.press('Space');
      await expectUsable(page);
      await press(page, 'button', button);
    };
    const firstDay = new Date(world.clock.now().getTime() + 86_400_000 * 20).toISOString().slice(0, 10);
    await pick('Change rates of selected');
    await page.getByLabel('First day of the new rates').fill(firstDay);
    await page.getByLabel('Percentage', { exact: true }).fill('10');
    await page.getByLabel('Reason').fill('Wage <b>');
    await press(page, 'button', 'Preview new rates');
    await page.getByText('Cost a week after').first().waitFor();
    await expectUsable(page);
    await press(page, 'button', 'Confirm and change rates');
    await page.getByRole('cell', { name: 'Wage <b>' }).waitFor();
    await expectUsable(page);

    await pick('Change selected');
    await page.getByLabel('Last day', { exact: true }).fill(firstDay);
    await press(page, 'button', 'Preview changes');
    await page.getByText(/1 person receives care under these contracts/).waitFor();
    await expectUsable(page);
    await press(page, 'button', 'Change contracts');
    await page.getByText('Contracts changed').waitFor();
    await page.goto('/board?group=contracts');
    await press(page, 'link', /View contract/);
    await page.getByRole('link', { name: pkg.reference }).waitFor();
    await expectUsable(page);
    await page.goto(`/branches/${winner.branch.id}/checks`);
    await page.getByLabel('Check', { exact: true }).selectOption('insurance');
    await page.getByLabel('Satisfied', { exact: true }).check();
    await page.getByLabel('Evidence').fill('Certificate <b>');
    await page.getByLabel('Check again on').fill(firstDay);
    await press(page, 'button', 'Record check');
    await page.getByRole('cell', { name: 'Certificate <b>' }).waitFor();
    await expectUsable(page);
  });
});
