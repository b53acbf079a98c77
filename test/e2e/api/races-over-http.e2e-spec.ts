import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { OpenBroadcast } from '../../support/builders/broadcasts.js';
import { VISITS } from '../../support/builders/people.js';
import type { ContractedBranch } from '../../support/builders/providers.js';
import type { TestUser } from '../../support/builders/authorities.js';
import { ApiWorld } from '../../support/api-world.js';

/**
 * Repeats some race tests of test/integration/races over HTTP. Many clients use one API process with one pool
 * of database connections.
 */
describe('many clients at the same moment', () => {
  let api: ApiWorld;
  beforeAll(async () => {
    api = await ApiWorld.open();
  });
  afterAll(() => api.close());

  async function decided(
    lot: LotEntity,
    officer: TestUser,
    branches: readonly ContractedBranch[],
  ): Promise<OpenBroadcast & { offers: string[] }> {
    const open = await api.world.aBroadcastOpen({ lot, officer, branches });
    const offers: string[] = [];
    for (const from of open.asked) offers.push((await api.world.anOffer({ from, pkg: open.pkg })).id);
    const command = { broadcastId: open.broadcast.id, reason: 'answered' };
    await api.world.get(CloseBroadcast).early(officer.caller, command);
    return { ...open, offers };
  }

  const tally = (statuses: readonly number[]): Record<number, number> =>
    statuses.reduce<Record<number, number>>((sum, one) => ({ ...sum, [one]: (sum[one] ?? 0) + 1 }), {});

  it('are fifty officers awarding one package: one award', async () => {
    const lot = await api.world.aLot();
    const branches = [await api.world.aContractedBranch({ lot }), await api.world.aContractedBranch({ lot })];
    const officers = await Promise.all(
      Array.from({ length: 50 }, () => api.world.aUser({ role: 'officer', authorityId: lot.authorityId })),
    );
    const [first] = officers;
    if (!first) throw new Error('an officer');
    const open = await decided(lot, first, branches);
    const answers = await Promise.all(
      officers.map((officer, index) =>
        api.as(officer).post(`/v1/broadcasts/${open.broadcast.id}/award`, {
          offerId: open.offers[index % 2],
          reason: 'agreed',
        }),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 49 });
  });

  it('are fifty packages for a branch with room for ten: ten', async () => {
    const lot = await api.world.aLot();
    const branch = await api.world.aContractedBranch({ lot, spareMinutes: 10 * 525 });
    const officer = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const opens: Awaited<ReturnType<typeof decided>>[] = [];
    for (let index = 0; index < 50; index++) opens.push(await decided(lot, officer, [branch]));
    const officers = await Promise.all(
      opens.map(() => api.world.aUser({ role: 'officer', authorityId: lot.authorityId })),
    );
    const answers = await Promise.all(
      opens.map(({ broadcast, offers }, index) =>
        api
          .as(officers[index] ?? officer)
          .post(`/v1/broadcasts/${broadcast.id}/award`, { offerId: offers[0] }),
      ),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 10, 422: 40 });
    const [left] = await api.world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      branch.branch.id,
    ]);
    expect(left).toEqual({ spare_minutes: 0 });
  });

  it('are one key sent twenty times at once: one effect, one answer', async () => {
    const lot = await api.world.aLot();
    const officer = await api.world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const { id: personId } = await api.world.aPerson({ authorityId: lot.authorityId });
    const body = { personId, urgency: 'routine', visits: VISITS, needs: [] };
    const key = api.world.aKey();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.as(officer).post('/v1/packages', body, key)),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 20 });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(await api.world.rows('SELECT 1 FROM package WHERE person_id = $1', [personId])).toHaveLength(1);
    await api
      .as(officer)
      .post('/v1/packages', { ...body, urgency: 'urgent' }, key)
      .expect(422)
      .expect(({ body: problem }) => expect(problem).toMatchObject({ code: 'idempotency_key_reused' }));
  });
});
