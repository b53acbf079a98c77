import type { StoryEntry } from '#contracts/packages';
import { VISITS } from '../support/builders/people.js';
import { ApiWorld } from '../support/api-world.js';
import { termsFor } from '../support/builders/broadcasts.js';
import type { HeadRoomView, LedgerLineView } from '#contracts/growth-and-head-room';
import type { Page } from '#contracts/list-page';
import type { PlacementView } from '#contracts/placements';
import type { PreviewView } from '#contracts/previews';
import type { RestrictionView } from '#contracts/restrictions';
import type { VariationRequestView } from '#contracts/variations';

describe('a restricted branch, through the doors', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  async function aPair() {
    const { world } = api;
    const lot = await world.aLot();
    const lead = await world.aContractedBranch({ lot });
    const sub = await world.aContractedBranch({ lot, terms: { tier: 2 } });
    await world.aSubcontract({ lot, branchId: lead.branch.id, deliveringBranchId: sub.branch.id });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    return { world, lot, lead, sub, commissioner, staff: api.as(commissioner) };
  }

  const notice = (branchId: string, condition: object) => ({
    branchId,
    source: 'authority',
    from: api.world.clock.now().toISOString(),
    lotIds: [],
    conditions: [condition],
  });
  const words = { reference: 'R-9', evidence: 'Visit', reason: `O'Brien <b>` };

  it('has a ledger, head-room in words, and variations that are asked for and decided', async () => {
    const { world, lot, lead, commissioner, staff } = await aPair();
    const { placement } = await world.aPlacement({ lot, officer: commissioner, branches: [lead] });
    world.clock.pass({ hours: 1 });
    const growth = { kind: 'growth_limit', limitMinutes: 60, basis: 'cumulative' };
    const imposed = { ...notice(lead.branch.id, growth), ...words, to: '2026-12-14T12:00:00Z' };
    const { id } = (await staff.post('/v1/restrictions', imposed).expect(201)).body as RestrictionView;

    const ask = {
      version: 1,
      visits: VISITS.map((one) => ({ ...one, minutes: one.minutes + 5 })),
      reason: 'More',
    };
    const branch = api.as(lead.user);
    const path = `/v1/placements/${placement.id}/variation-requests`;
    const asked = (await branch.post(path, ask).expect(201)).body as VariationRequestView;
    expect(asked.checks).toEqual([
      { rule: 'restriction.growth', result: 'fail', evidence: null, remedy: expect.any(String) },
    ]);
    const refused = await staff.post(`/v1/variation-requests/${asked.id}/approve`).expect(422);
    expect(refused.body).toMatchObject({ code: 'variation_refused' });
    await staff.post(`/v1/variation-requests/${asked.id}/refuse`, { reason: 'Beyond the limit' }).expect(200);
    const { items } = (await branch.get('/v1/variation-requests?status=refused').expect(200))
      .body as Page<VariationRequestView>;
    expect(items).toMatchObject([{ id: asked.id, decisionReason: 'Beyond the limit' }]);

    const room = (await branch.get(`/v1/branches/${lead.branch.id}/head-room`).expect(200))
      .body as Page<HeadRoomView>;
    expect(room.items).toMatchObject([
      { personId: placement.personId, inWords: '1 h left until 14 December 2026.' },
    ]);
    const ledger = (await staff.get(`/v1/restrictions/${id}/ledger`).expect(200))
      .body as Page<LedgerLineView>;
    expect(ledger.items).toMatchObject([{ baselineMinutes: 525, leftMinutes: 60, changes: [] }]);
  });

  it('is previewed before it is imposed, by a commissioner, without a key and without a trace', async () => {
    const { world, lot, lead, commissioner, staff } = await aPair();
    await world.aPlacement({ lot, officer: commissioner, branches: [lead] });
    const before = await world.rows('SELECT count(*) FROM event');
    const asked = notice(lead.branch.id, { kind: 'suspended' });
    const previews = [
      await staff.post('/v1/previews/restriction', asked).expect(200),
      await staff.post('/v1/previews/hand-back', { branchId: lead.branch.id, lotIds: [lot.id] }).expect(200),
      await staff.post('/v1/previews/closure', { branchId: lead.branch.id, urgency: 'urgent' }).expect(200),
    ].map(({ body }) => body as PreviewView);
    for (const preview of previews)
      expect(preview).toMatchObject({ moves: true, care: { people: 1 }, unplaceable: { people: 0 } });
    expect(await world.rows('SELECT count(*) FROM event')).toEqual(before);
    await staff.post('/v1/previews/restriction', { ...asked, conditions: [] }).expect(400);
    await staff.post('/v1/previews/closure', { branchId: '1-0' }).expect(404);
  });

  it('offers with its subcontractor, who delivers; care is handed back once it may be', async () => {
    const { world, lot, lead, sub, commissioner, staff } = await aPair();
    const suspended = { ...notice(lead.branch.id, { kind: 'suspended' }), ...words };
    const { id } = (await staff.post('/v1/restrictions', suspended).expect(201)).body as RestrictionView;
    const { pkg, broadcast, asked } = await world.aBroadcastOpen({
      lot,
      officer: commissioner,
      branches: [lead],
    });
    const offers = `/v1/invitations/${asked[0]!.invitationId}/offers`;
    const branch = api.as(lead.user);
    await branch.post(offers, termsFor(world, pkg, lead.branch.id)).expect(422);
    const offer = (await branch.post(offers, termsFor(world, pkg, sub.branch.id)).expect(201)).body as {
      id: string;
    };
    await staff.post(`/v1/broadcasts/${broadcast.id}/close`, { reason: 'Enough' }).expect(200);
    const awarded = await staff
      .post(`/v1/broadcasts/${broadcast.id}/award`, { offerId: offer.id })
      .expect(201);
    const award = awarded.body as { id: string; deliveringBranchId: string };
    expect(award.deliveringBranchId).toBe(sub.branch.id);
    world.clock.pass({ hours: 1 });
    const started = await api.as(sub.user).post(`/v1/awards/${award.id}/start`).expect(201);
    const placement = started.body as PlacementView;

    const back = { deliveringBranchId: lead.branch.id, version: 1, reason: 'Carers are back' };
    const hand = () => staff.post(`/v1/placements/${placement.id}/deliverer`, back);
    expect((await hand().expect(422)).body).toMatchObject({ code: 'branch_not_eligible' });
    await staff.post(`/v1/restrictions/${id}/lift`, { reason: 'Improved' }).expect(200);
    expect((await hand().expect(201)).body).toMatchObject({
      status: 'live',
      packageId: pkg.id,
      deliveringBranchId: lead.branch.id,
    });
    const story = await staff.get(`/v1/packages/${pkg.id}/story`).expect(200);
    expect((story.body as Page<StoryEntry>).items).toContainEqual(
      expect.objectContaining({ name: 'placement.ended', reason: 'Carers are back' }),
    );
  });

  it('is the same branch in the same lot where an id is written in capitals', async () => {
    const { world, lot, lead, commissioner, staff } = await aPair();
    await world.aPlacement({ lot, officer: commissioner, branches: [lead] });
    const capitals = lot.id.toUpperCase();
    const suspended = notice(lead.branch.id, { kind: 'suspended' });
    const twice = { ...suspended, ...words, lotIds: [lot.id, capitals] };
    expect((await staff.post('/v1/restrictions', twice).expect(422)).body).toMatchObject({
      facts: { faults: [{ code: 'lot_repeated' }] },
    });
    const preview = async (id: string) =>
      (await staff.post('/v1/previews/restriction', { ...suspended, lotIds: [id] }).expect(200))
        .body as PreviewView;
    expect(await preview(capitals)).toEqual(await preview(lot.id));
    const handBack = { branchId: lead.branch.id, lotIds: [capitals], reason: 'No carers' };
    const handedBack = await api.as(lead.user).post('/v1/hand-backs', handBack).expect(201);
    expect(handedBack.body).toMatchObject([{ lotIds: [lot.id] }]);
  });
});
