import type { InvitationView } from '#contracts/broadcasts';
import type { AwaitedStartView, CareView } from '#contracts/care';
import type { Page } from '#contracts/list-page';
import type { WorkView } from '#contracts/providers';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { aSuspendedBranch, casesOf, started } from '../../support/builders/reallocations.js';
import { ApiWorld, type Client } from '../../support/api-world.js';
import { VISITS } from '../../support/builders/people.js';

describe('what a provider asks of its own work, through the doors', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  const asked = async <T>(client: Client, path: string): Promise<T> =>
    (await client.get(path).expect(200)).body as T;

  it('invitations are pending while they are open or their offer stands, and over from then on', async () => {
    const { world } = api;
    const open = await world.aBroadcastOpen({ branches: 2 });
    const [offering, silent] = open.asked;
    if (!offering || !silent) throw new Error('two were asked');
    const statesOf = async (one: typeof offering): Promise<unknown[]> => {
      const client = api.as(one.user);
      const lists = ['pending', 'over'].map((state) =>
        asked<Page<InvitationView>>(client, `/v1/invitations?state=${state}`),
      );
      return (await Promise.all(lists)).map(({ items }) => items.map(({ offerStatus }) => offerStatus));
    };
    expect(await statesOf(silent)).toEqual([[null], []]);
    await world.anOffer({ from: offering, pkg: open.pkg });
    expect(await statesOf(offering)).toEqual([['standing'], []]);
    world.clock.set(open.broadcast.closesAt);
    await world.get(CloseBroadcast).execute(open.broadcast.id);
    expect(await statesOf(offering)).toEqual([['standing'], []]);
    expect(await statesOf(silent)).toEqual([[], [null]]);
  });

  it('an invitation has the facts for an offer, and names a contact while it is open', async () => {
    const { world } = api;
    const { asked: invited, officer, pkg, broadcast } = await world.aBroadcastOpen({ branches: 2 });
    const [one, other] = invited;
    if (!one || !other) throw new Error('two were asked');
    const view = await asked<InvitationView>(api.as(one.user), `/v1/invitations/${one.invitationId}`);
    expect(view).toMatchObject({
      packageReference: pkg.reference,
      careIsRunning: false,
      distanceMiles: 0,
      contact: { email: officer.email },
      weights: { price: 40, quality: 30, fit: 20, continuity: 10 },
    });
    expect(JSON.stringify(view)).not.toContain(pkg.personId);
    await api.as(other.user).get(`/v1/invitations/${one.invitationId}`).expect(404);
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    const closed = await asked<InvitationView>(api.as(one.user), `/v1/invitations/${one.invitationId}`);
    expect(closed).toMatchObject({ status: 'ended', contact: null });
  });

  it('an invitation says that care is running if it is a transfer, and not from which branch', async () => {
    const { world } = api;
    const suspended = await aSuspendedBranch(world, {});
    const { id } = await started(world, suspended);
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const [transfer] = await casesOf(world, suspended.lot.authorityId, id);
    await world.get(BroadcastReplacement).execute({ caseId: transfer?.id ?? '' });
    const rows = await world.rows<{ id: string; providerId: string }>(
      `SELECT i.id, i.provider_id AS "providerId" FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
       WHERE b.package_id = $1 AND i.branch_id <> $2 AND i.status = 'open'`,
      [transfer?.packageId, suspended.leaving.branch.id],
    );
    const [invited] = rows;
    if (!invited) throw new Error('a branch was asked');
    const user = await world.aUser({ role: 'provider', providerId: invited.providerId });
    const view = await asked<InvitationView>(api.as(user), `/v1/invitations/${invited.id}`);
    expect(view.careIsRunning).toBe(true);
    expect(JSON.stringify(view)).not.toContain(suspended.leaving.branch.id);
  });

  it('care has its names and what a growth limit leaves, for whoever delivers it; a stranger finds none', async () => {
    const { world } = api;
    const authority = await world.anAuthority({ name: "St O'Brien’s <b> 李" });
    const lot = await world.aLot({ authorityId: authority.id });
    const [lead, sub, stranger] = [
      await world.aContractedBranch({ lot }),
      await world.aContractedBranch({ lot }),
      await world.aContractedBranch({ lot }),
    ];
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: sub.branch.id });
    const by = await world.aUser({ role: 'commissioner', authorityId: authority.id });
    const { placement, award } = await world.aPlacement({ lot, officer: by, branches: [lead] });
    world.clock.pass({ hours: 1 });
    const growth = { kind: 'growth_limit', limitMinutes: 60, basis: 'cumulative' } as const;
    await world.aRestriction({
      by,
      branchId: lead.branch.id,
      conditions: [growth],
      to: '2026-12-14T12:00:00Z',
    });

    const client = api.as(lead.user);
    const { items } = await asked<Page<CareView>>(client, '/v1/care?status=live');
    expect(items).toMatchObject([
      {
        id: placement.id,
        authorityName: authority.name,
        lotName: lot.name,
        branchName: lead.branch.name,
        deliveringBranchName: lead.branch.name,
        delivers: true,
        headRoom: { leftMinutes: 60, until: '2026-12-14T12:00:00.000Z' },
        askedChange: null,
      },
    ]);
    expect(await asked<CareView>(client, `/v1/care/${placement.id}`)).toEqual(items[0]);
    const more = { version: 1, visits: [{ ...VISITS[0], minutes: 50 }, VISITS[1]], reason: 'More' };
    await client.post(`/v1/placements/${placement.id}/variation-requests`, more).expect(201);
    expect(await asked<CareView>(client, `/v1/care/${placement.id}`)).toMatchObject({
      askedChange: { toMinutes: 560 },
    });

    for (const other of [sub, stranger]) {
      expect((await asked<Page<CareView>>(api.as(other.user), '/v1/care')).items).toEqual([]);
      await api.as(other.user).get(`/v1/care/${placement.id}`).expect(404);
      await api.as(other.user).get(`/v1/starts/${award.id}`).expect(404);
    }
  });

  it('a start is awaited by the lead and by whoever is to deliver, until it is confirmed', async () => {
    const { world } = api;
    const { award, winner, lot } = await world.anAward({ branches: 1 });
    const client = api.as(winner.user);
    const { items } = await asked<Page<AwaitedStartView>>(client, '/v1/starts');
    expect(items).toMatchObject([{ id: award.id, lotName: lot.name, delivers: true, reason: null }]);
    expect(await asked<AwaitedStartView>(client, `/v1/starts/${award.id}`)).toEqual(items[0]);
    await client.post(`/v1/awards/${award.id}/start`).expect(201);
    expect((await asked<Page<AwaitedStartView>>(client, '/v1/starts')).items).toEqual([]);
    await client.get(`/v1/starts/${award.id}`).expect(404);
  });

  it('work is every lot of its own branches, contracted or for another, with what they declared', async () => {
    const { world } = api;
    const lot = await world.aLot();
    const [lead, sub] = [await world.aContractedBranch({ lot }), await world.aProviderWithBranch()];
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: sub.branch.id });
    const ended = await world.aLot({ authorityId: lot.authorityId, areas: ['LE12'] });
    await world.aContract({ lot: ended, branchId: lead.branch.id, endsOn: '2026-02-01', noticeDays: 91 });
    const user = await world.aUser({ role: 'provider', providerId: sub.provider.id });
    expect(await asked<WorkView[]>(api.as(lead.user), '/v1/work')).toMatchObject([
      {
        lotId: lot.id,
        isContracted: true,
        isCurrent: true,
        noticeDays: 28,
        capacity: { spareMinutes: 6_000 },
      },
      { lotId: ended.id, isContracted: true, isCurrent: false, noticeDays: 91, capacity: null },
    ]);
    expect(await asked<WorkView[]>(api.as(user), '/v1/work')).toMatchObject([
      { branchId: sub.branch.id, lotId: lot.id, isContracted: false, noticeDays: null, capacity: null },
    ]);
  });
});
