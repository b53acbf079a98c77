import type { Page } from '#contracts/list-page';
import type { PackageStanding, StoryEntry } from '#contracts/packages';
import { ApiWorld } from '../../support/api-world.js';
import { VISITS } from '../../support/builders/people.js';

describe('where a package stands', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  it('is said with its rounds, award, care, what waits for a decision, and names', async () => {
    const { world } = api;
    const { lot, officer, pkg, broadcast, award, placement, winner } = await world.aPlacement();
    const asks = { version: placement.version, visits: VISITS.slice(0, 1), reason: 'Less is enough' };
    await api.as(winner.user).post(`/v1/placements/${placement.id}/variation-requests`, asks).expect(201);
    const { body } = await api.as(officer).get(`/v1/packages/${pkg.id}/standing`).expect(200);
    const standing = body as PackageStanding;
    expect(standing).toMatchObject({
      package: { id: pkg.id, status: 'live' },
      person: { id: pkg.personId, postcodeDistrict: 'LE11', livesAlone: true },
      ownerName: null,
      broadcasts: [{ id: broadcast.id, round: 1 }],
      award: { id: award.id, status: 'started' },
      placement: { id: placement.id, status: 'live' },
      variationRequests: [{ packageId: pkg.id, toMinutes: 315 }],
      openCase: null,
      branchNames: { [winner.branch.id]: winner.branch.name },
    });
    const draft = await world.aPackage({ by: officer });
    const { body: bare } = await api.as(officer).get(`/v1/packages/${draft.id}/standing`).expect(200);
    expect(bare).toMatchObject({ broadcasts: [], award: null, placement: null, variationRequests: [] });
    expect((bare as PackageStanding).ownerName).toEqual(expect.stringMatching(/\S/));
    expect(draft.lotId).toBe(lot.id);
  });

  it('forgets an award that was withdrawn', async () => {
    const { world } = api;
    const { officer, pkg, award } = await world.anAward();
    const standing = async () =>
      (await api.as(officer).get(`/v1/packages/${pkg.id}/standing`)).body as PackageStanding;
    expect((await standing()).award?.id).toBe(award.id);
    await api.as(officer).post(`/v1/awards/${award.id}/withdraw`, { reason: 'No carers' }).expect(201);
    expect((await standing()).award).toBeNull();
  });

  it('has a story that names branches, but nobody behind an offer before its seal is open', async () => {
    const { world } = api;
    const { officer, pkg, asked, broadcast } = await world.aBroadcastOpen();
    await world.anOffer({ from: asked[0]!, pkg });
    const story = async () =>
      ((await api.as(officer).get(`/v1/packages/${pkg.id}/story`)).body as Page<StoryEntry>).items;
    const named = async (name: string) => (await story()).find((entry) => entry.name === name);
    expect(await named('invitation.opened')).toMatchObject({ branchName: expect.any(String) as string });
    expect(await named('offer.made')).toBeUndefined();
    await api.as(officer).post(`/v1/broadcasts/${broadcast.id}/close`, { reason: 'Enough' }).expect(200);
    expect(await named('offer.made')).toMatchObject({
      branchName: asked[0]!.branch.name,
      deliveringBranchName: asked[0]!.branch.name,
    });
  });

  it('has a story in pages, newest first, that leave nothing out', async () => {
    const { world } = api;
    const { officer, pkg } = await world.aBroadcastOpen({ branches: 30 });
    const path = `/v1/packages/${pkg.id}/story`;
    const page = async (query: string) =>
      (await api.as(officer).get(`${path}?${query}`).expect(200)).body as Page<StoryEntry>;
    const whole = await page('limit=200');
    expect(whole.next).toBeNull();
    expect(whole.items.length).toBeGreaterThan(30);
    const logged = await world.rows<{ id: string }>(
      'SELECT id FROM event WHERE package_id = $1 ORDER BY position DESC',
      [pkg.id],
    );
    expect(whole.items.map(({ id }) => id)).toEqual(logged.map(({ id }) => id));
    const read: StoryEntry[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { items, next }: Page<StoryEntry> = await page(`limit=10${after && `&after=${after}`}`);
      expect(items.length).toBeLessThanOrEqual(10);
      read.push(...items);
      after = next;
    }
    expect(read).toEqual(whole.items);
    for (const cursor of ['x', Buffer.from('-1').toString('base64url'), 'OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5'])
      await api.as(officer).get(`${path}?after=${cursor}`).expect(400);
  });

  it('is found by status, lot and words', async () => {
    const { world } = api;
    const { lot, officer, pkg } = await world.aBroadcastOpen();
    await world.aPackage({ by: officer });
    const found = async (query: string) =>
      ((await api.as(officer).get(`/v1/packages?${query}`).expect(200)).body as { items: { id: string }[] })
        .items;
    expect(await found(`lotId=${lot.id}`)).toHaveLength(2);
    expect(await found(`lotId=${world.aKey()}`)).toEqual([]);
    expect(await found(`search=${pkg.reference}&status=broadcast`)).toMatchObject([{ id: pkg.id }]);
    expect(await found('search=%25')).toEqual([]);
  });

  it('is found by the branch that delivers its live care', async () => {
    const { world } = api;
    const { officer, placement } = await world.aPlacement();
    const found = async (query: string) =>
      ((await api.as(officer).get(`/v1/packages?${query}`).expect(200)).body as { items: { id: string }[] })
        .items;
    const deliveredBy = placement.deliveringBranchId;
    expect(await found(`deliveredBy=${deliveredBy}`)).toMatchObject([{ id: placement.packageId }]);
    expect(await found('deliveredBy=1-999999999')).toEqual([]);
    await api.as(officer).get('/v1/packages?deliveredBy=%3Cb%3E').expect(400);
  });
});

describe('somebody', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  it('is found by the case number, without a name, and by nobody elsewhere', async () => {
    const { world } = api;
    const { authorityId } = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId });
    const stranger = await world.aUser({ role: 'officer', authorityId: (await world.aLot()).authorityId });
    const person = await world.aPerson({ authorityId, reference: "O'Brien <b> 李" });
    const sought = { reference: person.reference };
    const { body } = await api.as(officer).post('/v1/people/find', sought).expect(200);
    expect(body).toEqual({ id: person.id, ...sought, postcodeDistrict: 'LE11', livesAlone: true });
    await api.as(stranger).post('/v1/people/find', sought).expect(404);
    await api.as(officer).post('/v1/people/find', { reference: '%' }).expect(404);
  });

  it('is found by the case number in capital or small letters, but never guessed between two', async () => {
    const { world } = api;
    const { authorityId } = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId });
    const person = await world.aPerson({ authorityId, reference: 'Las-Ö7' });
    const find = (reference: string) => api.as(officer).post('/v1/people/find', { reference });
    expect((await find('lAS-ö7').expect(200)).body).toMatchObject({ id: person.id, reference: 'Las-Ö7' });
    const other = await world.aPerson({ authorityId, reference: 'LAS-ö7' });
    await find('las-ö7').expect(404);
    expect((await find('LAS-ö7').expect(200)).body).toMatchObject({ id: other.id });
    expect((await find('Las-Ö7').expect(200)).body).toMatchObject({ id: person.id });
  });
});
