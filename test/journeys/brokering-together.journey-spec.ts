import { accessibilityErrors, Journey } from './browser.js';

describe('brokering together, in three real browsers', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await Journey.open();
  });
  afterAll(() => journey.close());
  afterEach(() => expect(journey.browserErrors).toEqual([]));

  it('shows an officer and two providers at once what the others do, from the broadcast to the start of care', async () => {
    const { world } = journey.api;
    const lot = await world.aLot();
    const branches = [
      await world.aContractedBranch({ lot, name: "O'Brien <b> Care 李" }),
      await world.aContractedBranch({ lot, name: 'Far & Away Care' }),
    ];
    const { officer, pkg, broadcast, asked } = await world.aBroadcastOpen({ lot, branches });
    const [near, far] = asked;
    const office = await journey.signedIn(officer);
    await office.goto(`/broadcasts/${broadcast.id}`);
    await office.getByText('Live', { exact: true }).waitFor();

    const one = await journey.signedIn(near!.user);
    await one.goto(`/invitations/${near!.invitationId}`);
    await one.getByLabel('Rate', { exact: true }).fill('24.00');
    await one.getByRole('button', { name: 'Send offer' }).click();
    await one.getByText('Offer sent').waitFor();
    await office.locator('#offers-count', { hasText: '1 offer' }).waitFor();

    const other = await journey.signedIn(far!.user);
    await other.goto(`/invitations/${far!.invitationId}`);
    await other.getByText('Decline instead').click();
    await other.getByRole('radio', { name: 'Too far away' }).check();
    await other.getByRole('button', { name: 'Decline invitation' }).click();
    await other.getByText('Invitation declined.').waitFor();
    expect(await accessibilityErrors(office)).toEqual([]);
    expect(await office.getByText('It declined').count()).toBe(0);

    await office.goto(`/broadcasts/${broadcast.id}`);
    await office.locator('summary', { hasText: 'Close the broadcast early' }).click();
    await office.getByLabel('Reason for closing early').fill('Both have answered');
    await office.getByRole('button', { name: 'Close broadcast' }).click();
    await office.getByText('Declined: it is too far away').waitFor();
    await one.getByText('Being decided').first().waitFor();
    await office.getByRole('button', { name: /^Award to .*O'Brien/ }).click();
    await office.getByRole('button', { name: 'Award package' }).click();
    await office.getByText('Package awarded.').waitFor();
    await one.getByText('Awarded to you').first().waitFor();

    await office.goto(`/packages/${pkg.id}`);
    await office.getByText('Next: Wait for the start').waitFor();
    await office.getByText('Live', { exact: true }).first().waitFor();
    const [award] = await world.rows<{ id: string }>('SELECT id FROM award WHERE package_id = $1', [pkg.id]);
    await journey.api.as(near!.user).post(`/v1/awards/${award!.id}/start`).expect(201);
    await office.getByText(/^Care started: O'Brien/).waitFor();
    await office.getByText('Next: Wait for the start').waitFor({ state: 'detached' });
    expect(await accessibilityErrors(office)).toEqual([]);
  });

  it('shows an officer, at half of the time to answer, which branches have not opened the invitation', async () => {
    const { world } = journey.api;
    const { officer, broadcast, asked } = await world.aBroadcastOpen({
      branches: 2,
      pkg: { urgency: 'hospital' },
    });
    const [opens, sleeps] = asked;
    await journey.api.as(opens!.user).post(`/v1/invitations/${opens!.invitationId}/seen`).expect(200);
    world.clock.set(new Date(Date.parse(broadcast.halfAt) - 2_000).toISOString());
    const office = await journey.signedIn(officer);
    await office.goto(`/broadcasts/${broadcast.id}`);
    await office.getByText('Live', { exact: true }).waitFor();
    expect(await office.getByText('telephone', { exact: false }).count()).toBe(0);
    world.clock.set(broadcast.halfAt);
    const row = (name: string) => office.locator('#invited-rows tr', { hasText: name });
    await row(sleeps!.branch.name)
      .getByText(/^Not opened by .*: telephone$/)
      .waitFor();
    expect(await row(opens!.branch.name).getByText('Not opened by').count()).toBe(0);
    expect(await accessibilityErrors(office)).toEqual([]);
  });
});
