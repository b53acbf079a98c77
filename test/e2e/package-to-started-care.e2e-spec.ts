import { Sweep } from '../../apps/worker/src/sweep.js';
import type { AwardView } from '#contracts/awards';
import type { BroadcastView, InvitationView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import type { OwnOfferView, RankedOfferView } from '#contracts/offers';
import type { Page } from '#contracts/list-page';
import type { PackageView, StoryEntry } from '#contracts/packages';
import type { PlacementView } from '#contracts/placements';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import { ApiWorld, type Client, until } from '../support/api-world.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { VISITS } from '../support/builders/people.js';
import type { ContractedBranch } from '../support/builders/providers.js';
import type { TestUser } from '../support/builders/authorities.js';

/** Follows one package from its broadcast to started care, through the API. */
describe('a package', () => {
  let api: ApiWorld;
  let lot: LotEntity;
  let officer: TestUser;
  let council: Client;
  let dear: ContractedBranch;
  let cheap: ContractedBranch;
  let restricted: ContractedBranch;
  let pkg: PackageView;
  let broadcast: BroadcastView;

  beforeAll(async () => {
    api = await ApiWorld.open();
    const { world } = api;
    lot = await world.aLot();
    officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    council = api.as(officer);
    dear = await world.aContractedBranch({ lot, overall: 'outstanding', terms: { rankInTier: 1 } });
    cheap = await world.aContractedBranch({ lot, overall: 'requires_improvement', terms: { rankInTier: 2 } });
    restricted = await world.aContractedBranch({ lot, terms: { rankInTier: 3 } });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await api
      .as(commissioner)
      .post('/v1/restrictions', {
        branchId: restricted.branch.id,
        source: 'cqc',
        reference: 'CQC-17',
        evidence: 'Notice of decision',
        reason: 'Unsafe staffing',
        from: world.clock.now().toISOString(),
        lotIds: [],
        conditions: [{ kind: 'no_new_people' }],
      })
      .expect(201);
  });
  afterAll(() => api.close());

  it('is made for a person whose name is kept exactly, and whose lot is found from the postcode', async () => {
    const person = await council
      .post('/v1/people', {
        reference: 'LAS-1',
        givenName: '李',
        familyName: "O'Brien <b>",
        bornOn: '1938-11-02',
        addressLines: ['1 High Street', 'Loughborough'],
        postcode: 'le113tu',
        livesAlone: true,
      })
      .expect(201);
    const details = await council.get(`/v1/people/${(person.body as { id: string }).id}`).expect(200);
    expect(details.body).toMatchObject({ givenName: '李', familyName: "O'Brien <b>", postcode: 'LE11 3TU' });

    const made = await council
      .post('/v1/packages', {
        personId: (person.body as { id: string }).id,
        urgency: 'hospital',
        visits: VISITS,
        needs: ['dementia'],
      })
      .expect(201);
    pkg = made.body as PackageView;
    expect(pkg).toMatchObject({
      status: 'draft',
      reference: 'HW-000001',
      lotId: lot.id,
      weeklyMinutes: 525,
      nextAction: 'broadcast_package',
    });
  });

  it('shows beforehand who would be asked and who not, with every reason', async () => {
    const { body } = await council.get(`/v1/packages/${pkg.id}/eligibility`).expect(200);
    const decisions = body as DecisionView[];
    expect(decisions.map(({ branchId, eligible }) => [branchId, eligible])).toEqual(
      expect.arrayContaining([
        [dear.branch.id, true],
        [cheap.branch.id, true],
        [restricted.branch.id, false],
      ]),
    );
    const refused = decisions.find(({ branchId }) => branchId === restricted.branch.id);
    const failing = refused?.checks.filter(({ result }) => result === 'fail') ?? [];
    expect(failing.map(({ rule }) => rule)).toEqual(['restriction.no_new_people']);
    expect(failing[0]?.remedy).toContain('CQC-17');
  });

  it('is heard at once by exactly those who may take it', async () => {
    const one = await api.live(dear.user);
    const two = await api.live(cheap.user);
    const none = await api.live(restricted.user);
    const staff = await api.live(officer);

    const answer = await council.post(`/v1/packages/${pkg.id}/broadcasts`).expect(201);
    broadcast = answer.body as BroadcastView;
    await until(
      'both branches hear',
      () => one.heard.length > 0 && two.heard.length > 0 && staff.heard.length > 2,
    );

    expect(one.heard.map(({ name }) => name)).toEqual(['invitation.opened']);
    expect(two.heard.map(({ name }) => name)).toEqual(['invitation.opened']);
    expect(none.heard).toEqual([]);
    expect(staff.heard.map(({ name }) => name)).toEqual([
      'broadcast.opened',
      'invitation.opened',
      'invitation.opened',
    ]);
    expect(broadcast).toMatchObject({ invited: 2, offers: 0, status: 'open', sealed: true });
  });

  it('says to the invited what, when and roughly where, and never who', async () => {
    const { body } = await api.as(dear.user).get('/v1/invitations?status=open').expect(200);
    const [invitation] = (body as { items: InvitationView[] }).items;
    expect(invitation).toMatchObject({
      postcodeSector: 'LE11 3',
      package: { weeklyMinutes: 525, needs: ['dementia'] },
    });
    expect(JSON.stringify(invitation)).not.toMatch(/李|Brien|1938|High Street|LE11 3TU|LAS-1/);
  });

  it('takes offers over REST and over the socket, and keeps them sealed from everybody', async () => {
    const terms = { ...termsFor(api.world, pkg, dear.branch.id), hourlyRatePence: 2_700 };
    await api
      .as(dear.user)
      .post(`/v1/invitations/${await invitationOf(dear)}/offers`, terms)
      .expect(201);

    const { socket } = await api.live(cheap.user);
    const answer = await socket.emitWithAck('offer.make', {
      invitationId: await invitationOf(cheap),
      idempotencyKey: 'k-1',
      terms: { ...termsFor(api.world, pkg, cheap.branch.id), hourlyRatePence: 2_100 },
    });
    expect(answer.ok).toBe(true);

    await council
      .get(`/v1/broadcasts/${broadcast.id}/offers`)
      .expect(403)
      .expect(({ body }) => expect(body).toMatchObject({ code: 'offers_sealed', facts: { offers: 2 } }));
    const counted = await council.get(`/v1/broadcasts/${broadcast.id}`).expect(200);
    expect(counted.body).toMatchObject({ offers: 2 });
    const story = await council.get(`/v1/packages/${pkg.id}/story`).expect(200);
    const names = (story.body as Page<StoryEntry>).items.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('offer.'))).toEqual([]);
    expect(story.text).not.toMatch(/:2700|:2100/);
  });

  it('closes at its deadline, ranks the offers, and shows every component', async () => {
    api.world.clock.set(broadcast.closesAt);
    await api.world.get(Sweep).sweep();

    const { body } = await council.get(`/v1/broadcasts/${broadcast.id}/offers`).expect(200);
    const ranked = body as RankedOfferView[];
    expect(ranked.map(({ rank, branchId }) => [rank, branchId])).toEqual([
      [1, dear.branch.id],
      [2, cheap.branch.id],
    ]);
    expect(ranked[0]?.told).toBeNull();
    expect(ranked[0]?.comparison).toMatchObject(
      VISITS.map(({ key }) => ({ visit: { key }, startsAt: expect.any(String) as string, isInside: true })),
    );
    for (const { score } of ranked) {
      const { weights, components } = score!;
      const sum =
        weights.price * components.price +
        weights.quality * components.quality +
        weights.fit * components.fit +
        weights.continuity * components.continuity;
      expect(score!.total).toBe(sum);
    }
  });

  it('is awarded with a reason where it is not the top offer; the loser hears its rank and why', async () => {
    const ranked = (await council.get(`/v1/broadcasts/${broadcast.id}/offers`)).body as RankedOfferView[];
    const [top, second] = ranked;
    await council
      .post(`/v1/broadcasts/${broadcast.id}/award`, { offerId: second?.id })
      .expect(422)
      .expect(({ body }) => expect(body).toMatchObject({ code: 'award_needs_reason' }));
    await council.post(`/v1/broadcasts/${broadcast.id}/award`, { offerId: top?.id }).expect(201);

    const lost = (await api.as(cheap.user).get('/v1/offers').expect(200)).body as { items: OwnOfferView[] };
    expect(lost.items[0]).toMatchObject({ status: 'lost', outcome: { rank: 2, of: 2 } });
    expect(lost.items[0]?.outcome?.why).toContain('quality score was higher');
    const told = (await council.get(`/v1/broadcasts/${broadcast.id}/offers`)).body as RankedOfferView[];
    expect(told[1]?.told).toBe(lost.items[0]?.outcome?.why);
    expect(JSON.stringify(lost)).not.toMatch(new RegExp(`:2700|lowestRate|${dear.branch.id}`));
    const [capacity] = await api.world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      dear.branch.id,
    ]);
    expect(capacity).toEqual({ spare_minutes: 6_000 - 525 });
  });

  it('shows the winner, and nobody else, whom it will care for', async () => {
    const { items } = (await api.as(dear.user).get('/v1/awards').expect(200)).body as { items: AwardView[] };
    const awardId = items[0]?.id ?? '';
    const person = await api.as(dear.user).get(`/v1/awards/${awardId}/person`).expect(200);
    expect(person.body).toMatchObject({
      familyName: "O'Brien <b>",
      addressLines: ['1 High Street', 'Loughborough'],
    });
    await api.as(cheap.user).get(`/v1/awards/${awardId}/person`).expect(404);
    const reads = await api.world.rows('SELECT purpose FROM person_read WHERE user_id = $1', [dear.user.id]);
    expect(reads).toEqual([{ purpose: 'GET /v1/awards/:id/person' }]);
  });

  it('is live once the branch confirms the start', async () => {
    const { items } = (await api.as(dear.user).get('/v1/awards').expect(200)).body as { items: AwardView[] };
    api.world.clock.pass({ hours: 20 });
    const started = await api
      .as(dear.user)
      .post(`/v1/awards/${items[0]?.id ?? ''}/start`)
      .expect(201);
    expect(started.body as PlacementView).toMatchObject({
      status: 'live',
      weeklyMinutes: 525,
      deliveringBranchId: dear.branch.id,
    });
    const now = await council.get(`/v1/packages/${pkg.id}`).expect(200);
    expect(now.body).toMatchObject({ status: 'live', nextAction: null, nextActionOwnerId: null });
  });

  it('has a story that can be told in order', async () => {
    const { body } = await council.get(`/v1/packages/${pkg.id}/story`).expect(200);
    const { items } = body as Page<StoryEntry>;
    expect(items.map(({ name }) => name).reverse()).toEqual([
      'package.created',
      'broadcast.opened',
      'invitation.opened',
      'invitation.opened',
      'offer.made',
      'offer.made',
      'invitation.ended',
      'invitation.ended',
      'broadcast.closed',
      'award.made',
      'offer.lost',
      'placement.started',
    ]);
  });

  async function invitationOf({ branch }: ContractedBranch): Promise<string> {
    const [row] = await api.world.rows<{ id: string }>(
      'SELECT id FROM invitation WHERE broadcast_id = $1 AND branch_id = $2',
      [broadcast.id, branch.id],
    );
    return row?.id ?? '';
  }
});
