import { SetUpAuthority } from '#brokerage/identity/set-up-authority';
import { PASSWORD } from '../support/builders/authorities.js';
import { accessibilityErrors, errorsOnSmallScreens, Journey } from './browser.js';

describe('a council goes live, in a real browser', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  it('from the operator’s link on an empty database to the set-up page, which says what is missing', async () => {
    const { world } = journey.api;
    expect(await world.rows('SELECT 1 FROM authority')).toEqual([]);
    const administrator = { email: 'it@cambs.example', name: 'Ann O’Brien' };
    const set = await world
      .get(SetUpAuthority)
      .execute({ name: 'Cambridgeshire', gssCode: 'E10000003', administrator });
    const token = set.outcome === 'created' ? set.link.token : '';

    const page = await journey.openPage();
    await page.goto(`/account-link/${token}`);
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('Password set.').waitFor();
    await journey.signIn(page, administrator);
    await page.getByRole('heading', { name: 'Set-up', exact: true }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/set-up');
    await page.getByText('9 to do').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    expect(await errorsOnSmallScreens(page, ['/set-up'])).toEqual([]);

    await page.goto('/set-up');
    await page.locator('#check-commissioner').getByRole('link', { name: 'Add a user' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: 'commissioner' }).check();
    await page.getByLabel('Name').fill('Martin');
    await page.getByLabel('E-mail address').fill('martin@cambs.example');
    await page.getByRole('button', { name: 'Add user' }).click();
    const link = await page.locator('#link').innerText();

    const arriving = await journey.openPage();
    await arriving.goto(link);
    await arriving.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await arriving.getByRole('button', { name: 'Set password' }).click();
    await arriving.getByText('Password set.').waitFor();
    await journey.signIn(arriving, { email: 'martin@cambs.example' });
    await arriving.getByRole('link', { name: 'Set-up' }).click();
    await arriving.getByRole('button', { name: 'Confirm time limits' }).focus();
    await arriving.keyboard.press('Enter');
    await arriving.getByText('Time limits confirmed').waitFor();
    await arriving.getByText('7 to do').waitFor();
    expect(await accessibilityErrors(arriving)).toEqual([]);
  });

  it('finds a person without a word in an address, and asks before it records the person again', async () => {
    const { world } = journey.api;
    const lot = await world.aLot();
    const { authorityId } = lot;
    const officer = await world.aUser({ role: 'officer', authorityId });
    const known = await world.aPerson({
      authorityId,
      reference: 'LAS-1001',
      givenName: 'Margaret',
      familyName: "O'Brien",
      bornOn: '1938-03-14',
    });
    const pkg = await world.aPackage({ by: officer, personId: known.id });
    const page = await journey.signedIn(officer);
    const visited: string[] = [];
    page.on('request', (request) => visited.push(request.url()));
    await page.getByRole('link', { name: 'People' }).click();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByLabel('Person', { exact: true }).fill('margret obrien');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '1 person found' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    const found = page.url();
    await page.getByRole('link', { name: "Margaret O'Brien", exact: true }).click();
    await page.getByRole('link', { name: pkg.reference, exact: true }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.goBack();
    await page.getByRole('heading', { name: '1 person found' }).waitFor();
    expect(page.url()).toBe(found);
    expect(visited.join(' ')).not.toMatch(/margret|obrien/i);
    const path = new URL(found).pathname;
    expect(await errorsOnSmallScreens(page, ['/people', path, `/people/${known.id}`])).toEqual([]);

    await page.goto('/people/new');
    await page.getByLabel('Case number').fill('LAS-2002');
    await page.getByLabel('Given name').fill('Margret');
    await page.getByLabel('Family name').fill("O'Brien");
    await page.getByLabel('Date of birth').fill('3 1938');
    await page.getByLabel('Address, without the postcode').fill('1 High Street');
    await page.getByLabel('Postcode', { exact: true }).fill('LE11 3TU');
    await page.getByRole('button', { name: 'Create person' }).click();
    await page.getByRole('heading', { name: 'Possible duplicates' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByLabel(/This is a different person from Margaret O'Brien/).check();
    await page.getByRole('button', { name: 'Create person' }).click();
    await page.getByRole('heading', { name: 'New package' }).waitFor();
    expect(await world.rows('SELECT other_person_id FROM person_distinction')).toEqual([
      { other_person_id: known.id },
    ]);

    await page.goto(`/people/${known.id}`);
    await page.getByRole('button', { name: 'Merge with another record' }).click();
    await page.getByLabel('Case number of the other record').fill('las 2002');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Merge records' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    const merging = new URL(page.url()).pathname;
    expect(await errorsOnSmallScreens(page, [`/people/${known.id}/merge`, merging])).toEqual([]);
    await page.getByRole('button', { name: 'Merge records' }).press('Enter');
    await page.getByText('Merged from case number LAS-2002').waitFor();

    await page.getByRole('link', { name: /^New package from this one/ }).click();
    await page.locator('#visit-0-minutes').waitFor();
    expect(await page.locator('#visit-0-minutes').inputValue()).toBe('45 min');
  });
});
