import { AwardOffer } from '#brokerage/awards/award-offer';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { AwardView } from '#contracts/awards';
import { DomainError } from '#domain/domain-error';
import type { OpenBroadcast } from '../../support/builders/broadcasts.js';
import type { ContractedBranch } from '../../support/builders/providers.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const codesOf = (settled: readonly PromiseSettledResult<unknown>[]): string[] =>
  settled.map((one) =>
    one.status === 'fulfilled'
      ? 'done'
      : one.reason instanceof DomainError
        ? one.reason.code
        : String(one.reason),
  );
const count = (codes: readonly string[], code: string): number => codes.filter((one) => one === code).length;

describe('awarding at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a closed broadcast with one offer from each branch. */
  async function decided(
    lot: LotEntity,
    branches: number | ContractedBranch[],
  ): Promise<OpenBroadcast & { offers: string[] }> {
    const open = await world.aBroadcastOpen({ lot, branches });
    const offers: string[] = [];
    for (const from of open.asked) offers.push((await world.anOffer({ from, pkg: open.pkg })).id);
    const reason = 'everybody has answered';
    await world.get(CloseBroadcast).early(open.officer.caller, { broadcastId: open.broadcast.id, reason });
    return { ...open, offers };
  }

  const award = (by: OpenBroadcast, offerId = '', reason: string | null = 'as agreed'): Promise<AwardView> =>
    world.get(AwardOffer).execute(by.officer.caller, { broadcastId: by.broadcast.id, offerId, reason });

  it('makes one award of fifty officers awarding one package to two branches', async () => {
    const open = await decided(await world.aLot(), 2);
    const tries = Array.from({ length: 50 }, (_, index) => award(open, open.offers[index % 2]));
    const codes = codesOf(await Promise.allSettled(tries));

    expect(count(codes, 'done')).toBe(1);
    expect(count(codes, 'move_not_allowed')).toBe(49);
    expect(await world.rows('SELECT 1 FROM award WHERE package_id = $1', [open.pkg.id])).toHaveLength(1);
    const winners = await world.rows(`SELECT 1 FROM offer WHERE broadcast_id = $1 AND status = 'awarded'`, [
      open.broadcast.id,
    ]);
    expect(winners).toHaveLength(1);
  });

  it('awards ten of fifty packages to a branch with room for ten', async () => {
    const lot = await world.aLot();
    const branch = await world.aContractedBranch({ lot, spareMinutes: 10 * 525 + 524 });
    const opens: Awaited<ReturnType<typeof decided>>[] = [];
    for (let index = 0; index < 50; index++) opens.push(await decided(lot, [branch]));

    const codes = codesOf(await Promise.allSettled(opens.map((open) => award(open, open.offers[0]))));

    expect(count(codes, 'done')).toBe(10);
    expect(count(codes, 'branch_not_eligible')).toBe(40);
    const [left] = await world.rows('SELECT spare_minutes FROM capacity WHERE branch_id = $1', [
      branch.branch.id,
    ]);
    expect(left).toEqual({ spare_minutes: 524 });
  });

  it('reads what is spare only once whoever took some before has committed', async () => {
    const lot = await world.aLot();
    const branch = await world.aContractedBranch({ lot, spareMinutes: 525 });
    const open = await decided(lot, [branch]);
    const taking = holdTransaction(world, (tx) =>
      tx.write('UPDATE capacity SET spare_minutes = 0 WHERE branch_id = $1', [branch.branch.id]),
    );
    await taking.reached;
    const awarding = await settledAfter(world, () => award(open, open.offers[0]), taking.release);
    expect(codesOf(awarding)).toEqual(['branch_not_eligible']);
  });

  it('asks for one package once, whoever publishes it', async () => {
    const lot = await world.aLot();
    await world.aContractedBranch({ lot });
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const pkg = await world.aPackage({ by: officer });
    const tries = Array.from({ length: 20 }, () =>
      world.get(PublishBroadcast).execute(officer.caller, { packageId: pkg.id }),
    );
    const codes = codesOf(await Promise.allSettled(tries));

    expect(count(codes, 'done')).toBe(1);
    expect(count(codes, 'move_not_allowed')).toBe(19);
    expect(await world.rows('SELECT 1 FROM broadcast WHERE package_id = $1', [pkg.id])).toHaveLength(1);
  });

  it.each([
    {
      name: 'uq_broadcast_open',
      sql: `INSERT INTO broadcast SELECT (jsonb_populate_record(b, jsonb_build_object('id', gen_random_uuid(), 'round', 2))).* FROM broadcast b WHERE package_id = $1`,
    },
    {
      name: 'uq_award_package',
      sql: `INSERT INTO award SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'offer_id', (SELECT id FROM offer WHERE broadcast_id = a.broadcast_id AND status = 'lost' LIMIT 1)))).* FROM award a WHERE package_id = $1`,
    },
    {
      name: 'uq_offer_awarded',
      sql: `UPDATE offer SET status = 'awarded' WHERE broadcast_id IN (SELECT id FROM broadcast WHERE package_id = $1)`,
    },
    {
      name: 'ck_capacity_spare',
      sql: `UPDATE capacity SET spare_minutes = -1 WHERE branch_id IN (SELECT branch_id FROM award WHERE package_id = $1)`,
    },
  ])('is kept by $name too, whatever the code believes', async ({ name, sql }) => {
    const open = await decided(await world.aLot(), 2);
    if (name !== 'uq_broadcast_open') await award(open, open.offers[0]);
    await expect(world.rows(sql, [open.pkg.id])).rejects.toThrow(name);
  });
});

/**
 * Starts `work` while a lock is held. When `work` waits for the lock, releases the lock. Returns the result
 * or the error of `work`.
 */
async function settledAfter<T>(
  world: World,
  work: () => Promise<T>,
  release: () => Promise<void>,
): Promise<PromiseSettledResult<T>[]> {
  const settled = Promise.allSettled([work()]);
  await untilLockWaits(world, 1);
  await release();
  return settled;
}
