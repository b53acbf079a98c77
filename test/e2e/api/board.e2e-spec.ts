import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import type { BoardItem, BoardView } from '#contracts/board';
import { ApiWorld } from '../../support/api-world.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';

describe('the board', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  async function boardOf(user: TestUser, query = ''): Promise<BoardView> {
    return (await api.as(user).get(`/v1/board${query}`).expect(200)).body as BoardView;
  }
  const actions = ({ items }: BoardView) => items.map(({ action }) => action);

  it('has what staff must do before what waits for branches, and nothing of another authority', async () => {
    const { world } = api;
    await world.aBroadcastOpen();
    const { lot, officer, pkg, broadcast, asked } = await world.aBroadcastOpen({
      pkg: { urgency: 'hospital' },
    });
    const draft = await world.aPackage({ by: officer, urgency: 'urgent' });
    await world.anOffer({ from: asked[0]!, pkg });
    const seen = await boardOf(officer);
    expect(seen.items.map(({ packageId }) => packageId)).toEqual([draft.id, pkg.id]);
    expect(seen.items[1]).toMatchObject({
      kind: 'package',
      reference: pkg.reference,
      lotName: lot.name,
      urgency: 'hospital',
      postcodeSector: pkg.postcodeSector,
      weeklyMinutes: 525,
      action: 'await_offers',
      broadcast: {
        id: broadcast.id,
        round: 1,
        closesAt: new Date(broadcast.closesAt).toISOString(),
        invited: 2,
        seen: null,
        offers: 1,
      },
      dueAt: new Date(broadcast.closesAt).toISOString(),
      ownerId: officer.actor.userId,
      clockStartedAt: new Date(broadcast.openedAt).toISOString(),
      firstAskedAt: new Date(broadcast.openedAt).toISOString(),
    });
    expect(seen.items[0]).toMatchObject({ action: 'broadcast_package', broadcast: null, firstAskedAt: null });
    expect(seen).toMatchObject({ counts: { asking: 1, drafts: 1, deciding: 0 }, overdue: 0, more: false });
  });

  it('has a start that is awaited with its branch, and a variation that is asked for with the one that delivers', async () => {
    const { world } = api;
    const { lot, officer, placement, winner } = await world.aPlacement();
    await api
      .as(winner.user)
      .post(`/v1/placements/${placement.id}/variation-requests`, {
        version: placement.version,
        visits: VISITS.slice(0, 1),
        reason: 'Less is enough',
      })
      .expect(201);
    const awarded = await world.anAward({ lot, officer, branches: [winner] });
    const { items, counts } = await boardOf(officer);
    const by = (action: string): BoardItem | undefined => items.find((item) => item.action === action);
    expect(by('await_start')).toMatchObject({ packageId: awarded.pkg.id, branchName: winner.branch.name });
    expect(by('decide_variation')).toMatchObject({
      kind: 'variation_request',
      packageId: placement.packageId,
      branchName: winner.branch.name,
      broadcast: null,
    });
    expect([counts.starts, counts.variations]).toEqual([1, 1]);
  });

  it('is looked through by group, lot, owner, words and what is overdue; the counts stay whole', async () => {
    const { world } = api;
    const { lot, officer, pkg } = await world.aBroadcastOpen({ pkg: { urgency: 'routine' } });
    const draft = await world.aPackage({ by: officer, urgency: 'hospital' });
    const other = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const found = async (query: string) => actions(await boardOf(officer, query));
    expect(await found('?group=drafts')).toEqual(['broadcast_package']);
    expect((await boardOf(officer, '?group=drafts')).counts).toMatchObject({ asking: 1, drafts: 1 });
    expect(await found(`?lotId=${lot.id}`)).toHaveLength(2);
    expect(await found(`?lotId=${world.aKey()}`)).toEqual([]);
    expect(await found(`?ownerId=${other.actor.userId}`)).toEqual([]);
    expect(await found(`?search=${pkg.reference.toLowerCase()}`)).toEqual(['await_offers']);
    expect(await found(`?search=${encodeURIComponent(lot.name)}`)).toHaveLength(2);
    expect(await found('?search=%25')).toEqual([]);
    expect(await found('?search=_')).toEqual([]);
    expect(await found('?isOverdue=true')).toEqual([]);
    world.clock.set(draft.nextActionDueAt!);
    world.clock.pass({ minutes: 1 });
    const late = await boardOf(officer, '?isOverdue=true');
    expect([actions(late), late.overdue]).toEqual([['broadcast_package'], 1]);
    await api.as(officer).get('/v1/board?isOverdue=perhaps').expect(400);
    await api.as(officer).get('/v1/board?group=everything').expect(400);
  });

  it('is sorted by due time, urgency or waiting time, and keeps the time since a need was first asked for', async () => {
    const { world } = api;
    const { lot, officer, pkg, broadcast } = await world.aBroadcastOpen({ pkg: { urgency: 'routine' } });
    world.clock.pass({ minutes: 10 });
    const later = await world.aBroadcastOpen({ lot, officer, pkg: { urgency: 'hospital' } });
    const order = async (sort: string) =>
      (await boardOf(officer, `?sort=${sort}`)).items.map(({ packageId }) => packageId);
    expect(await order('due')).toEqual([later.pkg.id, pkg.id]);
    expect(await order('urgency')).toEqual([later.pkg.id, pkg.id]);
    expect(await order('waiting')).toEqual([pkg.id, later.pkg.id]);
    await api.as(officer).get('/v1/board?sort=price').expect(400);
    const openedAt = new Date(broadcast.openedAt).toISOString();
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    await api.as(officer).post(`/v1/packages/${pkg.id}/broadcasts`).send({}).expect(201);
    const again = (await boardOf(officer)).items.find(({ packageId }) => packageId === pkg.id);
    expect(again).toMatchObject({ action: 'await_offers', firstAskedAt: openedAt, broadcast: { round: 2 } });
    expect(again?.clockStartedAt).not.toBe(openedAt);
  });
});
