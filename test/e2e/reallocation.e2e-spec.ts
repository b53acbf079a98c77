import type { EventMessage } from '#contracts/events';
import type { CaseView, ReallocationView } from '#contracts/reallocations';
import { aContractedBranch } from '../support/builders/providers.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { aSuspendedBranch, casesOf, started } from '../support/builders/reallocations.js';
import { ApiWorld, until } from '../support/api-world.js';

/**
 * Tests a suspension and its reallocation over HTTP, with the real worker. A commissioner listens on the live
 * socket.
 */
describe('a branch is suspended', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const settings = { urgency: 'urgent', pacePerMinute: 50, intakeCap: null, awarding: 'top_offer' };

  async function suspended(people: number) {
    const { world } = api;
    const lot = await world.aLot();
    const { authorityId } = lot;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId });
    const leaving = await world.aContractedBranch({ lot });
    for (let count = 0; count < people; count++) await world.aPlacement({ lot, branches: [leaving] });
    const taking = await aContractedBranch(world, { lot });
    const watching = await api.live(commissioner);
    const { body: restriction } = await api.as(commissioner).post('/v1/restrictions', {
      branchId: leaving.branch.id,
      source: 'authority',
      reference: 'S-1',
      evidence: 'Safeguarding visit',
      reason: 'Nobody came',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'suspended' }],
    });
    const seen = (name: string): EventMessage[] => watching.heard.filter((event) => event.name === name);
    return { lot, commissioner, leaving, taking, restriction: restriction as { id: string }, seen };
  }

  it('and a commissioner watches everybody being moved, from the proposal to the last start', async () => {
    const { commissioner, taking, seen } = await suspended(3);
    const as = api.as(commissioner);
    await until('the reallocation is proposed', () => seen('reallocation.proposed').length === 1);
    const { body: list } = await as.get('/v1/reallocations?status=proposed');
    const [proposal] = (list as { items: ReallocationView[] }).items;
    const { id, version } = proposal!;
    await as.post(`/v1/reallocations/${id}/start`, { ...settings, version, reason: 'Unsafe' }).expect(200);

    const cases = async (): Promise<CaseView[]> =>
      ((await as.get(`/v1/reallocations/${id}/cases`)).body as { items: CaseView[] }).items;
    await until('every replacement is broadcast', async () =>
      (await cases()).every(({ status }) => status === 'broadcast'),
    );
    const provider = api.as(taking.user);
    const invitations = (await provider.get('/v1/invitations')).body as {
      items: { id: string; package: { visits: [] } }[];
    };
    expect(invitations.items).toHaveLength(3);
    for (const { id: invitationId, package: pkg } of invitations.items)
      await provider
        .post(`/v1/invitations/${invitationId}/offers`, termsFor(api.world, pkg, taking.branch.id))
        .expect(201);
    for (const { broadcastId } of await cases())
      await as.post(`/v1/broadcasts/${broadcastId}/close`, { reason: 'all have answered' }).expect(200);
    await until('the ranking has awarded them', async () =>
      (await cases()).every(({ status }) => status === 'awarded'),
    );
    for (const { awardId } of await cases()) await provider.post(`/v1/awards/${awardId}/start`).expect(201);

    expect((await as.get(`/v1/reallocations/${id}`)).body).toMatchObject({
      status: 'finished',
      cases: { moved: 3 },
      weeklyMinutes: 3 * 525,
    });
    await until('the last is heard', () => seen('reallocation.finished').length === 1);
    const [one] = await cases();
    const path = seen('case.changed')
      .filter(({ subject }) => subject.id === one!.id)
      .map(({ payload }) => (payload as { to: string }).to);
    expect(path).toEqual(['released', 'broadcast', 'deciding', 'awarded', 'moved']);
  });

  it('and one case is kept, though its id is written in capitals', async () => {
    const { commissioner, seen } = await suspended(1);
    const as = api.as(commissioner);
    await until('the reallocation is proposed', () => seen('reallocation.proposed').length === 1);
    const { body: list } = await as.get('/v1/reallocations');
    const { id, version } = (list as { items: ReallocationView[] }).items[0]!;
    await as.post(`/v1/reallocations/${id}/start`, { ...settings, version, reason: 'Unsafe' }).expect(200);
    const { items } = (await as.get(`/v1/reallocations/${id}/cases`)).body as { items: CaseView[] };
    const kept = await as.post(`/v1/cases/${items[0]!.id.toUpperCase()}/keep`, {
      reason: 'She asks to stay',
    });
    expect(kept.body).toMatchObject({ id: items[0]!.id, status: 'kept' });
  });

  it('and whoever steers it asks which cases are stuck, and nobody else', async () => {
    const { world } = api;
    const suspension = await aSuspendedBranch(world, { people: [undefined, undefined] });
    const { commissioner, proposal, lot } = suspension;
    await started(world, suspension);
    const path = `/v1/reallocations/${proposal.id}/cases`;
    const stuck = async (): Promise<string[]> => {
      const { body } = await api.as(commissioner).get(`${path}?isStuck=true`).expect(200);
      return (body as { items: CaseView[] }).items.map(({ id }) => id);
    };
    await until('both are broadcast', async () =>
      (await casesOf(world, lot.authorityId, proposal.id)).every(({ status }) => status === 'broadcast'),
    );
    expect(await stuck()).toEqual([]);
    const [first, second] = await casesOf(world, lot.authorityId, proposal.id);
    await api
      .as(commissioner)
      .post(`/v1/broadcasts/${second!.broadcastId}/close`, { reason: 'nobody can' })
      .expect(200);
    await until('nobody took the second', async () => (await stuck()).length > 0);
    expect(await stuck()).toEqual([second!.id]);
    // From this time on, the first case is overdue, so it counts as stuck. After a sweep it may be unplaced
    // instead.
    world.clock.set(new Date(Date.parse(first!.nextActionDueAt!) + 1));
    expect(await stuck()).toEqual([first!.id, second!.id]);
    const lots = await api.as(commissioner).get(`/v1/reallocations/${proposal.id}/lots`).expect(200);
    expect(lots.body).toEqual([
      {
        lotId: lot.id,
        closed: 0,
        open: 2,
        stuck: 2,
        openMinutes: first!.weeklyMinutes + second!.weeklyMinutes,
      },
    ]);
    await api.as(commissioner).get(`${path}?isStuck=perhaps`).expect(400);
    const stranger = await world.aUser({ role: 'commissioner' });
    await api.as(stranger).get(`${path}?isStuck=true`).expect(404);
    await api.as(stranger).get(`/v1/reallocations/${proposal.id}/lots`).expect(404);
  });

  it('and lifted half-way: the worker keeps whoever nobody was found for', async () => {
    const { commissioner, restriction, seen } = await suspended(2);
    const as = api.as(commissioner);
    await until('the reallocation is proposed', () => seen('reallocation.proposed').length === 1);
    const { body: list } = await as.get('/v1/reallocations');
    const [proposal] = (list as { items: ReallocationView[] }).items;
    const { id, version } = proposal!;
    await as.post(`/v1/reallocations/${id}/start`, { ...settings, version, reason: 'Unsafe' }).expect(200);
    await as.post(`/v1/restrictions/${restriction.id}/lift`, { reason: 'Re-inspected' }).expect(200);
    await until('it is finished', () => seen('reallocation.finished').length === 1);
    expect((await as.get(`/v1/reallocations/${id}`)).body).toMatchObject({ cases: { kept: 2 } });
    const { body: kept } = await as.get(`/v1/reallocations/${id}/cases?status=kept`);
    expect((kept as { items: CaseView[] }).items).toMatchObject([
      { keepCause: 'restriction_ended' },
      { keepCause: 'restriction_ended' },
    ]);
  });
});
