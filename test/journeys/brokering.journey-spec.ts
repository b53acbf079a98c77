import type { Page } from 'playwright-core';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { InvitationView } from '#contracts/broadcasts';
import type { TestUser } from '../support/builders/authorities.js';
import { termsFor } from '../support/builders/broadcasts.js';
import type { ContractedBranch } from '../support/builders/providers.js';
import { accessibilityErrors, errorsOnSmallScreens, Journey, PHONE } from './browser.js';

describe('brokering, in a real browser', () => {
  let journey: Journey;
  let lot: LotEntity;
  let officer: TestUser;
  let dear: ContractedBranch;
  let cheap: ContractedBranch;
  beforeAll(async () => {
    journey = await Journey.open();
    const { world } = journey.api;
    lot = await world.aLot();
    officer = await world.aUser({
      role: 'officer',
      authorityId: lot.authorityId,
      name: "Seán O'Brien <b> 李",
    });
    dear = await world.aContractedBranch({ lot, overall: 'good', terms: { rankInTier: 1 } });
    cheap = await world.aContractedBranch({ lot, overall: 'good', terms: { rankInTier: 2 } });
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  /** Activates a button or link with the keyboard. */
  async function press(page: Page, role: 'button' | 'link' | 'checkbox' | 'radio', name: string | RegExp) {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press(role === 'checkbox' || role === 'radio' ? 'Space' : 'Enter');
  }

  async function type(page: Page, label: string, text: string, key?: string): Promise<void> {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(text);
    if (key) await page.keyboard.press(key);
  }

  async function open(page: Page, summary: string): Promise<void> {
    await page.locator('summary', { hasText: summary }).focus();
    await page.keyboard.press('Enter');
  }

  async function makeOffer(from: ContractedBranch, hourlyRatePence: number): Promise<void> {
    const { world } = journey.api;
    const as = journey.api.as(from.user);
    const { body } = await as.get('/v1/invitations?status=open').expect(200);
    const [invitation] = (body as { items: InvitationView[] }).items;
    const terms = termsFor(world, invitation!.package, from.branch.id, { hourlyRatePence });
    await as.post(`/v1/invitations/${invitation!.id}/offers`, terms).expect(201);
  }

  it('goes from a person to care that has started, by keyboard alone', async () => {
    const page = await journey.signedIn(officer);
    await press(page, 'button', 'New package');
    await press(page, 'button', 'Create person');
    await type(page, 'Case number', 'LAS-1');
    await type(page, 'Given name', '李');
    await type(page, 'Family name', "O'Brien <b>");
    await page.getByLabel('Date of birth').fill('1938-11-02');
    await type(page, 'Address, without the postcode', '1 High Street\nLoughborough');
    await type(page, 'Postcode', 'SW1A 1AA', 'Enter');
    await page.getByText('There is a problem').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'link', /is in none of your lots/);
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('le113tu');
    await page.keyboard.press('Enter');

    await page.getByText("李 O'Brien <b>, LAS-1").waitFor();
    expect(await page.getByText(lot.name, { exact: true }).isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    const first = page.getByRole('group', { name: 'Visit 1', exact: true });
    await first.getByLabel(/^Length/).focus();
    await page.keyboard.type('20');
    await press(page, 'button', /^Every day.*Visit 1$/);
    expect(await page.getByText('All visits: 2 h 20 min a week').isVisible()).toBe(true);
    await press(page, 'button', /^Every day.*Visit 1$/);
    expect(await page.getByText('All visits: 0 h a week').isVisible()).toBe(true);
    for (const day of ['Mon', 'Tue', 'Wed']) {
      await first.getByLabel(day, { exact: true }).focus();
      await page.keyboard.press('Space');
    }
    await first.getByLabel(/^Time of day/).selectOption('breakfast');
    await first.getByLabel(/^Length/).focus();
    expect(await page.getByText('All visits: 1 h a week').isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Choose the urgency.').first().waitFor();
    expect(await page.getByText('All visits: 1 h a week').isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'link', /Visit 1: Enter the reason for a visit under 30 minutes/);
    await page.keyboard.type('Medication only');
    await press(page, 'radio', 'Hospital discharge');
    await page.keyboard.press('Enter');

    await page.getByRole('heading', { name: /^Package HW-/ }).waitFor();
    expect(await page.getByText('Next: Broadcast the package').isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'button', 'See eligible branches');
    await page.getByRole('heading', { name: /^Broadcast of package/ }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'button', 'Broadcast to 2 branches');

    await page.getByText('The eligible branches are invited.').waitFor();
    expect(await page.getByText('Answers are sealed until the broadcast closes.').isVisible()).toBe(true);
    await makeOffer(dear, 2_500);
    await makeOffer(cheap, 2_200);
    await page.locator('#live-announcement', { hasText: '2 offers' }).waitFor({ state: 'attached' });
    expect(await page.getByText('£22.00').count()).toBe(0);
    expect(await accessibilityErrors(page)).toEqual([]);
    await open(page, 'Extend the deadline');
    await press(page, 'button', 'Extend deadline');
    await page.getByText('Enter the reason for the extension.').first().waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await open(page, 'Close the broadcast early');
    await type(page, 'Reason for closing early', 'Both have answered');
    await press(page, 'button', 'Close broadcast');

    await page.getByText('Broadcast closed').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'button', new RegExp(`^Award to .*${dear.branch.name}$`));
    expect(await page.getByText(/Another offer was chosen. Your offer ranked 1 of 2/).isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'button', 'Award package');
    await press(page, 'link', /needs a reason/);
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.keyboard.type('Knows the family');
    await press(page, 'link', 'Enter the reason that the bidders read.');
    await page.keyboard.type('Continuity of care mattered more.');
    await press(page, 'button', 'Award package');
    await page.getByText('Package awarded.').waitFor();
    expect(await page.getByText(/Your offer ranked 1 of 2/).isVisible()).toBe(true);
    await press(page, 'link', /^Package HW-/);
    await page.getByText('Reason: Knows the family').waitFor();
    await open(page, 'Confirm the start');
    await press(page, 'button', 'Confirm start');
    await page.getByText('care is live').waitFor();
    expect(await page.getByText(`${dear.branch.name}: 1 h a week`).isVisible()).toBe(true);
    await open(page, 'End the care');
    await press(page, 'button', 'End care now');
    await press(page, 'link', 'Choose the reason for ending care.');
    expect(await accessibilityErrors(page)).toEqual([]);
    await press(page, 'radio', 'The person moved away');
    await press(page, 'button', 'End care now');
    await page.getByText('Care ended').first().waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('reads every page at 200 %, and on a phone in forced colours', async () => {
    const { world } = journey.api;
    const { pkg, broadcast } = await world.aBroadcastOpen({ lot, officer, branches: [dear, cheap] });
    const awarded = await world.anAward({ lot, officer, branches: [dear] });
    const draft = await world.aPackage({ by: officer });
    const page = await journey.signedIn(officer);
    const paths = [
      '/board',
      '/packages',
      '/packages/new',
      `/packages/new?person=${pkg.personId}`,
      '/people/new',
      `/people/${pkg.personId}`,
      `/packages/${pkg.id}`,
      `/packages/${awarded.pkg.id}`,
      `/packages/${draft.id}`,
      `/packages/${draft.id}/change`,
      `/packages/${draft.id}/before-sending`,
      `/broadcasts/${broadcast.id}`,
      `/broadcasts/${broadcast.id}/decisions`,
      `/broadcasts/${awarded.broadcast.id}`,
    ];
    expect(await errorsOnSmallScreens(page, paths)).toEqual([]);
  });

  it('makes a package and sends it without script, on a phone', async () => {
    const { world } = journey.api;
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const page = await journey.signedIn(officer, { javaScriptEnabled: false, viewport: PHONE });
    await page.goto('/packages/new');
    await page.getByLabel('Case number').fill(person.reference);
    await page.getByRole('button', { name: 'Find person' }).click();
    const last = page.getByRole('group', { name: 'Visit 2', exact: true });
    await page.getByRole('button', { name: 'Add another visit' }).click();
    await last.getByLabel('Sun', { exact: true }).check();
    await last.getByLabel(/^Time of day/).selectOption('tea');
    await last.getByLabel(/^Length/).fill('0:45');
    await last.getByLabel(/^Carers/).selectOption('2');
    await page.getByRole('radio', { name: 'Routine' }).check();
    await page.getByRole('button', { name: 'Create package' }).last().click();
    expect(await page.getByText('Visits: 1 h 30 min a week').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'See eligible branches' }).click();
    await page.getByRole('button', { name: /^Broadcast to/ }).click();
    await page.getByText('The eligible branches are invited.').waitFor();
  });

  it('shows an auditor every page without buttons, except for search and the keys of a list', async () => {
    const { world } = journey.api;
    const auditor = await world.aUser({ role: 'auditor', authorityId: lot.authorityId });
    const { pkg, broadcast } = await world.anAward({ lot, officer, branches: [dear] });
    const draft = await world.aPackage({ by: officer });
    const page = await journey.signedIn(auditor);
    for (const path of [
      '/board',
      '/packages',
      `/packages/${pkg.id}`,
      `/packages/${draft.id}/before-sending`,
      `/broadcasts/${broadcast.id}`,
    ]) {
      await page.goto(path);
      const buttons = await page.locator('main').getByRole('button').allTextContents();
      const others = buttons.filter(
        (text) => !/^(Search|Keys: j and k move, Enter opens)$/.test(text.trim()),
      );
      expect([path, others]).toEqual([path, []]);
    }
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const { world } = journey.api;
    const draft = await world.aPackage({ by: officer });
    const [one, other] = [await journey.signedIn(officer), await journey.signedIn(officer)];
    for (const page of [one, other]) await page.goto(`/packages/${draft.id}/change`);
    await one.getByLabel('Note for providers').fill('A dog that barks');
    await one.getByRole('button', { name: 'Save changes' }).last().click();
    await one.getByText('Package changed').first().waitFor();
    await other.getByLabel('Note for providers').fill('A cat <b>');
    await other.getByRole('button', { name: 'Save changes' }).last().click();
    await other.getByText('A colleague changed this').first().waitFor();
    expect(await other.getByText('A dog that barks').isVisible()).toBe(true);
    expect(await other.getByLabel('Note for providers').inputValue()).toBe('A cat <b>');
    expect(await accessibilityErrors(other)).toEqual([]);
    await other.getByRole('button', { name: 'Save changes' }).last().click();
    await other.getByText('A cat <b>').waitFor();
  });

  it('prints the history of a package without buttons', async () => {
    const { world } = journey.api;
    const { pkg } = await world.anAward({ lot, officer, branches: [dear] });
    const page = await journey.signedIn(officer);
    await page.goto(`/packages/${pkg.id}`);
    const printed = page.getByText(/^Printed .* lists all branches considered\.$/);
    expect(await printed.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await printed.isVisible()).toBe(true);
    expect(await page.getByText(`${dear.branch.name} made an offer.`).isVisible()).toBe(true);
    expect(await page.getByText('Withdraw the award and broadcast again').isVisible()).toBe(false);
  });

  it('shows new rows when the user presses a button, and changes known rows in place', async () => {
    const { world } = journey.api;
    const authority = await world.aLot();
    const watcher = await world.aUser({ role: 'officer', authorityId: authority.authorityId });
    const branch = await world.aContractedBranch({ lot: authority });
    const { pkg, asked } = await world.aBroadcastOpen({
      lot: authority,
      officer: watcher,
      branches: [branch],
    });
    const page = await journey.signedIn(watcher);
    const row = page.locator('tbody tr').filter({ hasText: pkg.reference });
    await page.getByText('Live', { exact: true }).waitFor();
    await world.anOffer({ from: asked[0]!, pkg });
    await row.getByText('1 of 1').waitFor();
    const late = await world.aPackage({ by: watcher, urgency: 'hospital' });
    await page.getByRole('button', { name: '1 new: show' }).click();
    await page.getByRole('link', { name: late.reference, exact: true }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
  });
});
