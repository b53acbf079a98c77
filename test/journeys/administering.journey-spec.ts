import { getQueueToken } from '@nestjs/bullmq';
import type { Queue } from 'bullmq';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { QUEUES } from '#contracts/jobs';
import { until } from '../support/api-world.js';
import { PASSWORD, type TestUser } from '../support/builders/authorities.js';
import { accessibilityErrors, errorsOnSmallScreens, Journey, PHONE } from './browser.js';

describe('administering, in a real browser', () => {
  let journey: Journey;
  let administrator: TestUser;
  let alarms: Queue;
  beforeAll(async () => {
    journey = await Journey.open();
    const { world, app } = journey.api;
    administrator = await world.aUser({ role: 'administrator', name: "Siân O'Brien <b> 李" });
    alarms = app.get<Queue>(getQueueToken(QUEUES.alarms));
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  const authorityOf = ({ actor }: TestUser): string => (actor.kind === 'staff' ? actor.authorityId : '');

  /**
   * Creates an administrator, and a failed job that should have closed a broadcast of the administrator's
   * authority. After `repair`, a retry of the job succeeds.
   */
  async function aFailedJob(): Promise<{ user: TestUser; repair: () => void }> {
    const { world } = journey.api;
    const { broadcast, officer } = await world.aBroadcastOpen({ branches: 1 });
    const user = await world.aUser({ role: 'administrator', authorityId: authorityOf(officer) });
    const execute = jest.spyOn(world.get(CloseBroadcast), 'execute').mockRejectedValue(new Error('x'));
    const jobId = `close-broadcast-${broadcast.id}-again`;
    await alarms.add('close-broadcast', { broadcastId: broadcast.id }, { jobId, attempts: 1 });
    await until('it has failed', async () => (await alarms.getFailedCount()) === 1);
    return { user, repair: () => execute.mockRestore() };
  }

  it('shows a failed job and retries it, by keyboard', async () => {
    const { user, repair } = await aFailedJob();
    const page = await journey.signedIn(user);
    await page.getByRole('link', { name: 'Queues' }).click();
    await page.getByText('Unexpected error.').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    repair();
    await page
      .getByRole('button', { name: /^Try again\s+the job “Close a broadcast” about Broadcast/ })
      .focus();
    await page.keyboard.press('Enter');
    await page.getByText('Job queued again').waitFor();
    await until('it is done', async () => (await alarms.getFailedCount()) === 0);
    await page.reload();
    expect(await page.getByText('No failed jobs').isVisible()).toBe(true);
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('link', { name: /Scheduled/ }).click();
    await page.getByRole('heading', { name: 'Jobs of the queue alarms: scheduled' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
  });

  it('adds a user, who signs in; changes the name; disables the user, who is signed out at once', async () => {
    const page = await journey.signedIn(administrator);
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByText('There is a problem').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('link', { name: 'Choose a role.' }).click();
    await page.getByRole('radio', { name: 'brokerage officer' }).check();
    await page.getByLabel('Name').fill('Új Kolléga');
    await page.getByLabel('E-mail address').fill('new@example.org');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('heading', { name: 'Link for Új Kolléga' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    const link = await page.locator('#link').innerText();

    const arriving = await journey.openPage();
    await arriving.goto(link);
    await arriving.getByLabel('New password', { exact: true }).fill('Password1234');
    await arriving.getByRole('button', { name: 'Set password' }).click();
    await arriving.getByText('among the first that others would try').first().waitFor();
    expect(await accessibilityErrors(arriving)).toEqual([]);
    await arriving.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await arriving.getByRole('button', { name: 'Set password' }).click();
    await arriving.getByText('Password set.').waitFor();
    expect(await accessibilityErrors(arriving)).toEqual([]);
    await arriving.goto(link);
    await arriving.getByText('This link was used, has expired or was replaced').waitFor();
    expect(await accessibilityErrors(arriving)).toEqual([]);

    const theirs = await journey.signedIn({ email: 'new@example.org' });
    await page.getByRole('link', { name: 'Users' }).first().click();
    await page.getByRole('link', { name: 'Új Kolléga' }).click();
    await page.getByLabel('Name').fill('Ilona <i> O’Shea');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByRole('heading', { name: 'Ilona <i> O’Shea' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await theirs.reload();
    expect(await theirs.getByText('Ilona <i> O’Shea, brokerage officer').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Disable user' }).click();
    await page.getByText('is signed out everywhere at once').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('button', { name: 'Disable user' }).click();
    await page.getByText('User disabled').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await theirs.reload();
    await theirs.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Enable user' }).click();
    await page.getByText('User enabled').waitFor();
  });

  it('lets a provider’s administrator manage the users of the provider', async () => {
    const { world } = journey.api;
    const head = await world.aUser({ role: 'provider_administrator' });
    const page = await journey.signedIn(head);
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByLabel('Name').fill('Carer');
    await page.getByLabel('E-mail address').fill('carer@example.org');
    await page.getByRole('radio', { name: 'provider', exact: true }).check();
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('heading', { name: 'Link for Carer' }).waitFor();
    await page.getByRole('link', { name: 'Account events' }).click();
    await page.getByText('Link to set a password issued').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.goto('/board');
    await page.getByText('Your role does not allow this.').waitFor();
  });

  it('shows a colleague’s change beside what was typed', async () => {
    const colleague = await journey.api.world.aUser({
      role: 'officer',
      authorityId: authorityOf(administrator),
    });
    const [one, other] = [await journey.signedIn(administrator), await journey.signedIn(administrator)];
    for (const page of [one, other]) await page.goto(`/users/${colleague.id}`);
    await one.getByLabel('Name').fill('First');
    await one.getByRole('button', { name: 'Save changes' }).click();
    await one.getByRole('heading', { name: 'First' }).waitFor();
    await other.getByLabel('Name').fill('Second');
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByText(/The details now read: First/).waitFor();
    expect(await other.getByLabel('Name').inputValue()).toBe('Second');
    expect(await accessibilityErrors(other)).toEqual([]);
    await other.getByRole('button', { name: 'Save changes' }).click();
    await other.getByRole('heading', { name: 'Second' }).waitFor();
  });

  it('reads every page at 200 %, and on a phone in forced colours', async () => {
    const page = await journey.signedIn(administrator);
    const lot = await journey.api.world.aLot({ authorityId: authorityOf(administrator) });
    const { provider } = await journey.api.world.aContractedBranch({ lot });
    const paths = [
      '/users',
      '/users/new',
      `/users/${administrator.id}`,
      '/provider-administrators',
      `/provider-administrators/${provider.id}/invite`,
      '/account-events',
      '/sessions/events',
      '/contingency',
      '/queues',
      '/queues/alarms/delayed',
    ];
    expect(await errorsOnSmallScreens(page, paths)).toEqual([]);
  });

  it('prints the content of a page without its buttons and menu', async () => {
    const page = await journey.signedIn(administrator);
    await page.goto('/users');
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByText("Siân O'Brien <b> 李, administrator").isVisible()).toBe(true);
    for (const pressed of [
      page.getByRole('button', { name: 'Sign out' }),
      page.getByRole('button', { name: 'Add a user' }),
      page.getByRole('link', { name: 'Queues' }),
    ])
      expect(await pressed.isVisible()).toBe(false);
  });

  it('works without script', async () => {
    const page = await journey.signedIn(administrator, { javaScriptEnabled: false, viewport: PHONE });
    await page.getByRole('link', { name: 'Queues' }).click();
    await page.getByRole('heading', { name: 'Queues', level: 1 }).waitFor();
    await page.getByRole('link', { name: 'Users' }).click();
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
  });
});
