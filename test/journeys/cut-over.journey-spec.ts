import type { Page } from 'playwright-core';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { IssueOperatorLink } from '#brokerage/identity/issue-operator-link';
import { SetUpAuthority } from '#brokerage/identity/set-up-authority';
import { PASSWORD } from '../support/builders/authorities.js';
import { accessibilityErrors, errorsOnSmallScreens, Journey } from './browser.js';

const PROVIDER = '1-9990100000';
const LOCATION = '1-9990100001';

/** The files of a council, in the order in which it imports them. */
const FILES: readonly (readonly [kind: string, ...lines: string[]])[] = [
  [
    'Lots',
    'Lot code,Lot name,Postcode areas,Lowest hourly rate,Highest hourly rate',
    "L1,O'Brien <b> Vale,CB6; CB7,20,28",
  ],
  ['Providers', 'CQC provider id,Provider name', `${PROVIDER},Amberline <i>`],
  [
    'Branches',
    'CQC location id,CQC provider id,Branch name,Postcode,Overall rating,Rated on,Source,Source date',
    `${LOCATION},${PROVIDER},Amberline Ely <i>,CB6 1AA,Good,2025-03-12,Report 7,2025-03-20`,
  ],
  [
    'Contracts',
    'Contract reference,CQC location id,Lot code,Tier,Rank in tier,Lowest hourly rate,First day',
    `C-1,${LOCATION},L1,1,1,21.50,01/04/2024`,
  ],
  [
    'Capacity',
    'CQC location id,Lot code,Spare hours a week,Times of day,Two carers',
    `${LOCATION},L1,60,breakfast; lunch; tea; bed,yes`,
  ],
  [
    'People',
    'Case number,First name,Last name,Date of birth,Address,Postcode',
    "P-1,Ada,O'Brien <b>,14/03/1938,1 Lane,CB6 1AA",
    'P-2,李,,1940,2 Lane,CB6 1AA',
    'P-3,Ben,Cole,02/01/1950,3 Lane,CB6 1AA',
  ],
  [
    'Live care',
    'Care reference,Case number,CQC location id,Start date,Visits,Hours a week,Hourly rate',
    `S-1,P-1,${LOCATION},06/01/2025,daily breakfast 60,7,22.40`,
    `S-2,P-2,${LOCATION},06/01/2025,daily tea 30,3.5,22.40`,
  ],
];

describe('a council changes over, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  async function press(page: Page, role: 'button' | 'link', name: string | RegExp): Promise<void> {
    await page.getByRole(role, { name }).first().focus();
    await page.keyboard.press('Enter');
  }

  /** Sets a password with a link, and signs in. */
  async function comeIn(link: string, email: string, options: object = {}): Promise<Page> {
    const page = await journey.openPage(options);
    await page.goto(link);
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await press(page, 'button', 'Set password');
    await page.getByText('Password set.').waitFor();
    await journey.signIn(page, { email });
    return page;
  }

  /** Adds a user on the page, and returns the link. */
  async function addUser(page: Page, name: string, email: string, role: string | RegExp): Promise<string> {
    await page.goto('/users/new');
    await page.getByRole('radio', { name: role }).check();
    await page.getByLabel('Name').fill(name);
    await page.getByLabel('E-mail address').fill(email);
    await press(page, 'button', 'Add user');
    return page.locator('#link').innerText();
  }

  const csv = (lines: readonly string[]) => ({
    name: 'file.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\r\n')),
  });

  /** Waits for a text that a page without script shows only when it is opened again. */
  async function reloadUntil(page: Page, text: string): Promise<void> {
    for (let tries = 0; tries < 100 && (await page.getByText(text, { exact: true }).count()) === 0; tries++)
      await page.reload();
    await page.getByText(text, { exact: true }).first().waitFor();
  }

  async function importFile(page: Page, kind: string, lines: readonly string[]): Promise<void> {
    await page.goto('/imports');
    await page.getByLabel(kind, { exact: true }).check();
    await page.getByLabel('File', { exact: true }).setInputFiles(csv(lines));
    await press(page, 'button', 'Check file');
    await page.getByText('File uploaded.').waitFor();
    await reloadUntil(page, 'Nothing is imported yet.');
    await press(page, 'button', /^Import \d+ rows?$/);
    await page.getByText('Import started').waitFor();
    await reloadUntil(page, 'Imported');
  }

  async function compare(page: Page, kind: string, lines: readonly string[]): Promise<void> {
    await page.goto('/going-live/figures');
    await page.getByLabel(kind).check();
    await page.getByLabel('File', { exact: true }).setInputFiles(csv(lines));
    await press(page, 'button', 'Compare figures');
    await page.getByText('Figures compared').first().waitFor();
  }

  it('from an empty database by imports, confirmation and figures to its first award', async () => {
    const { world } = journey.api;
    const administrator = { email: 'it@cambs.example', name: 'Ann' };
    const set = await world
      .get(SetUpAuthority)
      .execute({ name: 'Cambridgeshire', gssCode: 'E10000003', administrator });
    const token = set.outcome === 'created' ? set.link.token : '';
    const admin = await comeIn(`/account-link/${token}`, administrator.email);
    const link = await addUser(admin, 'Martin', 'martin@cambs.example', 'commissioner');
    // The commissioner's browser runs no script, the officer's and the provider's do.
    const office = await comeIn(link, 'martin@cambs.example', { javaScriptEnabled: false });
    for (const [kind, ...lines] of FILES) await importFile(office, kind, lines);

    await admin.goto('/provider-administrators');
    await press(admin, 'link', /^Invite/);
    await admin.getByLabel('Name').fill('Head');
    await admin.getByLabel('E-mail address').fill('head@amberline.example');
    await press(admin, 'button', 'Invite administrator');
    await admin.getByText('Administrator invited.').waitFor();
    const issued = await world.get(IssueOperatorLink).execute({ email: 'head@amberline.example' });
    const head = await comeIn(`/account-link/${issued.token}`, 'head@amberline.example');
    const branch = await comeIn(
      await addUser(head, 'Ely', 'ely@amberline.example', /^provider$/),
      'ely@amberline.example',
    );

    // Nothing is sent before the council is live, and the page says where it goes live.
    const officer = await comeIn(
      await addUser(admin, 'Ola', 'ola@cambs.example', 'officer'),
      'ola@cambs.example',
    );
    const [person] = await world.rows<{ id: string }>(`SELECT id FROM person WHERE reference = 'P-3'`);
    await officer.goto(`/packages/new?person=${person?.id ?? ''}`);
    const first = officer.getByRole('group', { name: 'Visit 1', exact: true });
    await first.getByLabel(/^Length/).fill('45');
    await press(officer, 'button', /^Every day.*Visit 1$/);
    await first.getByLabel(/^Time of day/).selectOption('breakfast');
    await officer.getByRole('radio', { name: 'Routine' }).check();
    await press(officer, 'button', 'Create package');
    await officer.getByRole('heading', { name: /^Package HW-/ }).waitFor();
    await press(officer, 'button', 'See eligible branches');
    await press(officer, 'button', 'Broadcast to 1 branch');
    await officer.getByText(/Your council is not live yet/).waitFor();

    await office.goto('/set-up');
    await office.locator('#check-live').getByRole('link', { name: 'Going live' }).press('Enter');
    await press(office, 'button', 'Ask providers to confirm');
    await office.getByText('Providers asked.').waitFor();
    await press(office, 'button', 'Start side-by-side running');
    await office.getByText('Both systems run side by side.').waitFor();
    await press(office, 'button', 'Go live');
    await office.getByText('1 list is not confirmed').first().waitFor();

    // The entry appears in the menu once a council has asked.
    expect(await branch.getByRole('link', { name: 'Lists' }).count()).toBe(0);
    await branch.reload();
    await press(branch, 'link', 'Lists');
    await branch.getByRole('heading', { name: 'Confirm your people' }).waitFor();
    await press(branch, 'link', 'Amberline Ely <i>');
    await branch.getByText("Ada O'Brien <b>").first().waitFor();
    expect(await accessibilityErrors(branch)).toEqual([]);
    const list = new URL(branch.url()).pathname;
    await press(branch, 'link', 'Dispute 李');
    const line = new URL(branch.url());
    await press(branch, 'button', 'Send to council');
    await branch.getByText('Choose what is wrong.').first().waitFor();
    expect(await accessibilityErrors(branch)).toEqual([]);
    await branch.getByLabel('The hours are wrong').check();
    await branch.getByLabel(/^Hours a week that you deliver/).fill('4');
    await branch.getByLabel('Note to the council').fill('Since <May>');
    await press(branch, 'button', 'Send to council');
    await branch.getByText('Dispute sent.').waitFor();

    await office.goto('/board?group=cut_over');
    await press(office, 'link', /^Answer dispute/);
    await press(office, 'link', /answer the dispute/);
    await office.getByLabel('The council’s record is right').check();
    await office.getByLabel('Answer to the provider').fill('The order says <b>3.5 hours');
    await press(office, 'button', 'Answer dispute');
    await office.getByText('Dispute answered').waitFor();
    await branch.goto(list);
    await branch.getByText('The order says <b>3.5 hours').waitFor();
    await press(branch, 'button', 'Confirm list');
    await branch.getByText('List confirmed', { exact: true }).waitFor();
    expect(await errorsOnSmallScreens(branch, ['/lists', list, `${line.pathname}${line.search}`])).toEqual(
      [],
    );

    await compare(office, 'People, one row for each person and branch', [
      'Case number,CQC location id,Hours a week',
      `P-1,${LOCATION},7`,
      `P-2,${LOCATION},4`,
    ]);
    await compare(office, 'Totals by branch and lot', [
      'CQC location id,Lot code,People,Hours a week',
      `${LOCATION},L1,2,10.5`,
    ]);
    await press(office, 'link', '1 difference is open');
    await press(office, 'link', 'P-2');
    await office.getByLabel('Wrong in the earlier system').check();
    await office.getByLabel('Reason', { exact: true }).fill('Hours of <May>');
    const checking = await journey.signedIn({ email: 'martin@cambs.example' });
    const [day] = await world.rows<{ id: string }>('SELECT id FROM reconciliation');
    const pages = ['', '/figures', `/figures/${day?.id ?? ''}`].map((path) => `/going-live${path}`);
    const difference = new URL(office.url()).pathname;
    expect(await errorsOnSmallScreens(checking, [...pages, difference, '/imports'])).toEqual([]);
    await checking.getByRole('link', { name: 'file.csv' }).first().click();
    expect(await errorsOnSmallScreens(checking, [new URL(checking.url()).pathname])).toEqual([]);
    await press(office, 'button', 'Settle difference');
    await office.getByText('Difference settled').waitFor();

    await office.goto('/going-live');
    await office.getByText('Nothing left to do', { exact: true }).waitFor();
    await press(office, 'button', 'Go live');
    await office.getByText('Your council is live').waitFor();

    await officer.reload();
    await press(officer, 'button', 'Broadcast to 1 branch');
    await officer.getByText('The eligible branches are invited.').waitFor();
    await branch.goto('/invitations');
    await press(branch, 'link', /^Answer.*CB6 1/);
    await branch.getByLabel('Rate', { exact: true }).fill('21.50');
    await press(branch, 'button', 'Send offer');
    await branch.getByText('Offer sent').waitFor();
    await officer.locator('summary', { hasText: 'Close the broadcast early' }).press('Enter');
    await officer.getByLabel('Reason for closing early').fill('The only branch has answered');
    await press(officer, 'button', 'Close broadcast');
    await officer.getByText('Broadcast closed').waitFor();
    await press(officer, 'button', /^Award to/);
    await press(officer, 'button', 'Award package');
    await officer.getByText('Package awarded.').waitFor();

    // What was imported, confirmed, settled and awarded agrees with the digests in the log.
    const { fault, digests } = await world.get(VerifyAudit).execute();
    expect(fault).toBeNull();
    expect(digests).toBeGreaterThan(10);
  });
});
