import { decisionsOf } from '#brokerage/broadcasts/decisions.queries';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { EligibilityPreview } from '#brokerage/broadcasts/eligibility-preview.queries';
import type { DecisionView } from '#contracts/eligibility';
import { World } from '../../support/world.js';

describe('the preview of who would be asked', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  async function aMarket() {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const able = await world.aContractedBranch({ lot, terms: { tier: 2 } });
    const first = await world.aContractedBranch({ lot, terms: { tier: 1 } });
    const full = await world.aContractedBranch({ lot, spareMinutes: 524 });
    const inadequate = await world.aContractedBranch({ lot, overall: 'inadequate', dormant: true });
    const pkg = await world.aPackage({ by: officer });
    return { lot, officer, able, first, full, inadequate, pkg };
  }

  const failing = ({ checks }: DecisionView) =>
    checks.flatMap(({ rule, result }) => (result === 'fail' ? rule : []));

  it('gives everybody, those to be asked first, and every reason; it writes nothing', async () => {
    const { lot, first, able, full, inadequate, pkg } = await aMarket();
    const before = await world.rows('SELECT count(*) FROM event');

    const preview = await world.get(EligibilityPreview).of(lot.authorityId, pkg.id);

    const answers = new Map(
      preview.map((one) => [one.branchId, { eligible: one.eligible, failing: failing(one) }]),
    );
    expect(preview.map(({ branchId }) => branchId).slice(0, 2)).toEqual([first.branch.id, able.branch.id]);
    expect(answers.get(full.branch.id)).toEqual({ eligible: false, failing: ['capacity.minutes'] });
    expect(answers.get(inadequate.branch.id)).toEqual({
      eligible: false,
      failing: ['registration.active', 'rating.policy'],
    });
    expect(answers.size).toBe(4);
    expect(await world.rows('SELECT count(*) FROM event')).toEqual(before);
    expect(await world.rows('SELECT 1 FROM broadcast')).toEqual([]);
  });

  it('is what is decided when it is sent at once', async () => {
    const { lot, officer, pkg } = await aMarket();
    const preview = await world.get(EligibilityPreview).of(lot.authorityId, pkg.id);
    const { id } = await world.get(PublishBroadcast).execute(officer.caller, { packageId: pkg.id });
    const decided = await decisionsOf(world.reader, lot.authorityId, id);
    const plain = (views: readonly DecisionView[]): unknown => JSON.parse(JSON.stringify(views));
    expect(plain(preview)).toEqual(plain(decided));
  });

  it("is of the authority's own packages", async () => {
    const { pkg } = await aMarket();
    const foreign = await world.anAuthority();
    await expect(world.get(EligibilityPreview).of(foreign.id, pkg.id)).rejects.toMatchObject({
      code: 'package_not_found',
    });
  });
});
