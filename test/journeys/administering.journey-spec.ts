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
    const { provider, branch } = await world.aProviderWithBranch({ name: 'North Branch' });
    const head = await world.aUser({ role: 'provider_administrator', providerId: provider.id });
    const page = await journey.signedIn(head);
    await page.getByRole('heading', { name: 'Users', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Add a user' }).click();
    await page.getByLabel('Name').fill('Carer');
    await page.getByLabel('E-mail address').fill('carer@example.org');
    await page.getByRole('radio', { name: 'provider', exact: true }).check();
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByRole('heading', { name: 'Link for Carer' }).waitFor();
    await page.getByRole('link', { name: 'Go to Carer' }).click();
    await page.getByRole('link', { name: 'Change the branches of Carer' }).click();
    await page.getByRole('radio', { name: 'Only these branches' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Save branches' }).click();
    await page.getByRole('link', { name: 'Choose at least one branch.' }).waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('checkbox', { name: 'North Branch' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Save branches' }).click();
    await page.getByText('Branches saved. They apply at once.').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    expect(await world.rows('SELECT branch_id AS id FROM user_branch')).toEqual([{ id: branch.id }]);
    await page.getByRole('link', { name: 'Account events' }).click();
    await page.getByText('Link to set a password issued').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.goto('/board');
    await page.getByText('Your role does not allow this.').waitFor();
  });

  it('answers a user who has forgotten the password, and one who wants another address and name', async () => {
    const authorityId = authorityOf(administrator);
    const colleague = await journey.api.world.aUser({ role: 'officer', authorityId, name: 'Forgetful' });
    const visitor = await journey.openPage();
    await visitor.goto('/sign-in');
    await visitor.getByRole('link', { name: 'Forgotten your password?' }).click();
    await visitor.getByRole('button', { name: 'Request link' }).waitFor();
    expect(await accessibilityErrors(visitor)).toEqual([]);
    await visitor.getByLabel('E-mail address').fill(colleague.email);
    await visitor.keyboard.press('Enter');
    await visitor.getByText('If this address belongs to an account').waitFor();

    const page = await journey.signedIn(administrator);
    await page.goto('/users');
    await page.getByRole('link', { name: /requested a link/ }).click();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('link', { name: 'Forgetful' }).click();
    await page.getByRole('button', { name: 'Dismiss request' }).click();
    await page.getByText('Request dismissed').waitFor();

    const own = await journey.signedIn(colleague);
    await own.goto('/sessions');
    expect(await accessibilityErrors(own)).toEqual([]);
    await own.getByRole('link', { name: 'Change your name' }).click();
    await own.getByLabel('Name').fill('Mindful');
    await own.getByRole('button', { name: 'Save name' }).click();
    await own.getByText('Name changed').waitFor();
    await own.getByRole('link', { name: 'Change your e-mail address' }).click();
    await own.getByLabel('New e-mail address').fill('mindful@example.org');
    await own.getByLabel('Current password', { exact: true }).fill(PASSWORD);
    expect(await accessibilityErrors(own)).toEqual([]);
    await own.getByRole('button', { name: 'Request new address' }).click();
    await own.getByText('requested: mindful@example.org').waitFor();

    await page.reload();
    await page.getByText('Requested the address mindful@example.org').waitFor();
    await page.getByRole('radio', { name: 'auditor' }).check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('of their sessions end at once').waitFor();
    expect(await accessibilityErrors(page)).toEqual([]);
    await page.getByRole('button', { name: 'Change role' }).click();
    await page.getByText('User changed').waitFor();
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
      '/sessions',
      '/sessions/events',
      '/sessions/name',
      '/sessions/e-mail',
      '/keys',
      '/webhooks',
      '/forgotten-password',
      '/contingency',
      '/queues',
      '/queues/alarms/delayed',
    ];
    expect(await errorsOnSmallScreens(page, paths)).toEqual([]);
    const head = await journey.api.world.aUser({ role: 'provider_administrator', providerId: provider.id });
    const bidder = await journey.api.world.aUser({ role: 'provider', providerId: provider.id });
    expect(await errorsOnSmallScreens(await journey.signedIn(bidder), ['/keys', '/webhooks'])).toEqual([]);
    const limiting = ['/users/new', `/users/${bidder.id}`, `/users/${bidder.id}/branches`];
    expect(await errorsOnSmallScreens(await journey.signedIn(head), limiting)).toEqual([]);
  });

  it('makes a machine key by keyboard, and shows it once', async () => {
    const officer = await journey.api.world.aUser({
      role: 'officer',
      authorityId: authorityOf(administrator),
    });
    const page = await journey.signedIn(officer);
    await page.goto('/keys');
    await page.getByLabel('Name', { exact: true }).fill('Case management');
    await page.getByLabel('Receive events').press('Space');
    await page.getByRole('button', { name: 'Create key' }).press('Enter');
    const secret = (await page.locator('#secret').textContent()) ?? '';
    expect(secret).toMatch(/^hwk_/);
    const feed = await journey.api.as({ token: secret }).get('/v1/feed');
    expect(feed.status).toBe(200);
    await page.goto('/keys');
    expect(await page.content()).not.toContain(secret);
    await page.getByRole('link', { name: 'Replace Case management' }).click();
    await page.getByRole('button', { name: 'Replace key' }).press('Enter');
    await page.locator('#secret').waitFor();
  });

  it('adds a webhook by keyboard, and shows it on its page', async () => {
    const officer = await journey.api.world.aUser({
      role: 'officer',
      authorityId: authorityOf(administrator),
    });
    const page = await journey.signedIn(officer);
    await page.goto('/webhooks');
    await page.getByLabel('Name', { exact: true }).fill('Case management');
    await page.getByLabel('Address').fill('https://8.8.8.8/homeward');
    await page.getByLabel('Events').fill('broadcast.opened');
    await page.getByRole('button', { name: 'Add webhook' }).press('Enter');
    await page.locator('#secret').waitFor();
    await page.getByRole('link', { name: 'Go to the webhook' }).press('Enter');
    await page.getByText('No deliveries yet').waitFor();
    const { pathname } = new URL(page.url());
    expect(await errorsOnSmallScreens(page, [pathname])).toEqual([]);
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
