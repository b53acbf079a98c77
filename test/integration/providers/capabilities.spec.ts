import { boardOf } from '#brokerage/monitoring/board.queries';
import { shareStandingLock } from '#brokerage/facts/standing-lock';
import { branchFile } from '#brokerage/providers/branch-file.queries';
import { branchCapabilities, withdrawalPreviewFor } from '#brokerage/providers/capabilities.queries';
import { RecordBranch } from '#brokerage/providers/record-branch';
import { AnswerCapabilities } from '#brokerage/enforcement/answer-capabilities';
import { DeclareCapabilities } from '#brokerage/enforcement/declare-capabilities';
import { Database } from '#platform/database/database';
import { LimitUser } from '#brokerage/identity/limit-user';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { londonDate } from '#domain/time/london';
import { AwardOffer } from '#brokerage/awards/award-offer';
import type { CapabilityAnswerKind } from '#contracts/capabilities';
import type { Capability } from '#contracts/needs';
import type { TestUser } from '../../support/builders/authorities.js';
import { aSource } from '../../support/builders/register-sources.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const TODAY = '2026-03-02';
const EVIDENCE = `Training list seen O'Brien <b> 李`;

describe('capabilities of a branch', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const readerFor = (by: TestUser) => world.get(Database).readerFor(by.actor);
  const declare = (
    by: TestUser,
    branchId: string,
    given: { declared?: Capability[]; withdrawn?: Capability[]; onDay?: string; note?: string },
  ) =>
    world.get(DeclareCapabilities).execute(by.caller, {
      ...{ branchId, declared: [], withdrawn: [], onDay: londonDate(world.clock.now()) },
      ...given,
    });
  const answer = (
    by: TestUser,
    branchId: string,
    kind: CapabilityAnswerKind,
    capabilities: Capability[],
    evidence = EVIDENCE,
  ) => world.get(AnswerCapabilities).execute(by.caller, { branchId, kind, capabilities, evidence });

  const aMarket = async () => {
    const lot = await world.aLot();
    const { branch, provider, user } = await world.aContractedBranch({ lot, capabilities: [] });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    return { lot, branch, provider, user, commissioner };
  };
  const checkOf = async (broadcastId: string, branchId: string) => {
    const [row] = await world.rows<{ check: { result: string; evidence: unknown; remedy: string | null } }>(
      `SELECT c AS check FROM eligibility_decision d, jsonb_array_elements(d.checks) c
       WHERE d.broadcast_id = $1 AND d.delivering_branch_id = $2 AND c->>'rule' = 'capability.peg'`,
      [broadcastId, branchId],
    );
    return row?.check;
  };

  it('fail while not declared, warn while no council confirmed them, and pass once one has', async () => {
    const { lot, branch, user, commissioner } = await aMarket();
    await world.aContractedBranch({ lot }); // so that each package can be broadcast
    const opened = async () => {
      const { broadcast } = await world.aBroadcastOpen({ lot, branches: 0, pkg: { needs: ['peg'] } });
      return checkOf(broadcast.id, branch.id);
    };
    expect(await opened()).toMatchObject({ result: 'fail', evidence: { declared: false } });
    await declare(user, branch.id, { declared: ['peg'] });
    expect(await opened()).toMatchObject({
      result: 'warn',
      evidence: { declared: true, confirmed: false },
      remedy: 'A council must confirm that the branch meets this need: peg.',
    });
    await answer(commissioner, branch.id, 'confirmed', ['peg']);
    expect(await opened()).toMatchObject({ result: 'pass', evidence: { declared: true, confirmed: true } });
    await answer(commissioner, branch.id, 'refused', ['peg']);
    expect(await opened()).toMatchObject({ result: 'warn' });
    await declare(user, branch.id, { withdrawn: ['peg'] });
    expect(await opened()).toMatchObject({ result: 'fail' });
  });

  it('show who said what: the own council by name, another council without', async () => {
    const { branch, user, commissioner } = await aMarket();
    const otherLot = await world.aLot({ authorityId: (await world.anAuthority()).id });
    await world.aContract({ lot: otherLot, branchId: branch.id });
    const other = await world.aUser({ role: 'commissioner', authorityId: otherLot.authorityId });
    await declare(user, branch.id, { declared: ['peg', 'bsl'], onDay: '2026-02-01', note: 'Two nurses' });
    const seen = await answer(commissioner, branch.id, 'confirmed', ['peg']);
    expect(seen).toMatchObject({
      councils: 2,
      standing: [
        { capability: 'peg', isConfirmed: true, confirmedBy: 1, ownAnswer: 'confirmed' },
        { capability: 'bsl', isConfirmed: false, confirmedBy: 0, ownAnswer: null },
      ],
      statements: [
        { kind: 'confirmed', evidence: EVIDENCE, recordedBy: 'own_council', onDay: TODAY },
        { kind: 'declared', evidence: 'Two nurses', recordedBy: 'provider', onDay: '2026-02-01' },
      ],
    });
    expect(seen.statements[0]?.recordedByName).toEqual(expect.any(String));
    const reader = readerFor(other);
    const theirs = await branchCapabilities(reader, branch.id, { authorityId: otherLot.authorityId }, TODAY);
    expect(theirs.statements[0]).toMatchObject({ recordedBy: 'another_council', recordedByName: null });
    expect(theirs.standing[0]).toMatchObject({ confirmedBy: 1, ownAnswer: null });
    await answer(other, branch.id, 'refused', ['peg']);
    const after = await branchCapabilities(reader, branch.id, { authorityId: otherLot.authorityId }, TODAY);
    expect(after.standing[0]).toMatchObject({ isConfirmed: true, confirmedBy: 1, ownAnswer: 'refused' });
    const question = { authorityId: otherLot.authorityId, branchId: branch.id, now: world.clock.now() };
    const { shared } = await branchFile(reader, question);
    expect(shared).toMatchObject({ councils: 2, confirmedCapabilities: ['peg'] });
    expect(shared.lastStatement).toMatchObject({ kind: 'refused', recordedBy: 'own_council' });
  });

  it('are declared by a new branch form on behalf of the branch, and confirmed by its council', async () => {
    const { provider, commissioner } = await aMarket();
    const id = `1-9${String(world.next()).padStart(8, '0')}`;
    const recorded = await world.get(RecordBranch).execute(commissioner.caller, {
      ...{ id, providerId: provider.id, name: 'New', postcode: 'LE11 3TU', capabilities: ['peg'] },
      registration: { status: 'registered', dormant: false, personalCare: true },
      ratings: { overall: null, safe: null, effective: null, caring: null, responsive: null, wellLed: null, ratedOn: null },
      source: aSource(),
    }); // prettier-ignore
    expect(recorded.capabilities).toEqual(['peg']);
    const [row] = await world.rows(
      `SELECT b.confirmed_capabilities AS confirmed, t.kind, t.recorded_by_authority_id AS council
       FROM branch b JOIN capability_statement t ON t.branch_id = b.id WHERE b.id = $1`,
      [id],
    );
    expect(row).toEqual({
      confirmed: ['peg'],
      kind: 'declared',
      council: 'authorityId' in commissioner.actor ? commissioner.actor.authorityId : null,
    });
  });

  it('are declared by the council for a branch that does not, and not twice', async () => {
    const { branch, commissioner } = await aMarket();
    expect(await answer(commissioner, branch.id, 'declared', ['bsl'])).toMatchObject({
      standing: [{ capability: 'bsl', isConfirmed: true, confirmedBy: 1 }],
    });
    await expect(answer(commissioner, branch.id, 'declared', ['bsl'])).rejects.toMatchObject({
      code: 'capability_declared',
    });
  });

  it('are not answered without ties, without evidence, or if not declared', async () => {
    const { branch, user, commissioner } = await aMarket();
    const stranger = await world.aUser({ role: 'commissioner' });
    await declare(user, branch.id, { declared: ['peg'] });
    await expect(answer(stranger, branch.id, 'confirmed', ['peg'])).rejects.toMatchObject({
      code: 'capability_needs_ties',
    });
    await expect(answer(commissioner, branch.id, 'confirmed', ['peg'], '  ')).rejects.toMatchObject({
      code: 'capabilities_invalid',
    });
    await expect(answer(commissioner, branch.id, 'confirmed', ['peg', 'bsl'])).rejects.toMatchObject({
      code: 'capability_not_declared',
      facts: { capabilities: ['bsl'] },
    });
    await expect(world.rows('DELETE FROM capability_statement')).rejects.toThrow('frozen');
  });

  it('are declared by the provider’s administrator too, and only within the limits of a user', async () => {
    const { lot, branch, provider } = await aMarket();
    const administrator = await world.aUser({ role: 'provider_administrator', providerId: provider.id });
    await declare(administrator, branch.id, { declared: ['peg'] });
    const { branch: sister } = await world.aContractedBranch({ lot, providerId: provider.id });
    const limited = await world.aUser({ role: 'provider', providerId: provider.id });
    const [{ version: limitedVersion } = { version: 0 }] = await world.rows<{ version: number }>(
      'SELECT version FROM app_user WHERE id = $1',
      [limited.id],
    );
    await world
      .get(LimitUser)
      .execute(administrator.caller, { userId: limited.id, version: limitedVersion, branchIds: [sister.id] });
    await expect(declare(limited, branch.id, { withdrawn: ['peg'] })).rejects.toMatchObject({
      code: 'branch_outside_limit',
    });
    const { user: stranger } = await world.aContractedBranch({ lot });
    await expect(declare(stranger, branch.id, { withdrawn: ['peg'] })).rejects.toMatchObject({
      code: 'branch_not_found',
    });
    await expect(declare(administrator, branch.id, { declared: ['peg'] })).rejects.toMatchObject({
      code: 'nothing_to_change',
    });
    await expect(
      declare(administrator, branch.id, { declared: ['bsl'], onDay: '2026-03-03' }),
    ).rejects.toMatchObject({ code: 'capabilities_invalid', facts: { faults: [{ code: 'day_in_future' }] } });
  });

  it('that are withdrawn show what rests on them first, and put live care on the board of its council', async () => {
    const { lot, winner, placement } = await world.aPlacement({ pkg: { needs: ['peg'] } });
    const { user, branch } = winner;
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    await world.aBroadcastOpen({ lot, branches: 0, pkg: { needs: ['peg', 'bsl'] } });
    const preview = (by: TestUser) => withdrawalPreviewFor(readerFor(by), by.actor, branch.id, ['peg']);
    expect(await preview(user)).toMatchObject({
      invitations: [{ id: expect.any(String), capabilities: ['peg'], lotName: lot.name }],
      care: [{ id: placement.id, capabilities: ['peg'] }],
    });
    const administrator = await world.aUser({
      role: 'provider_administrator',
      providerId: winner.provider.id,
    });
    expect(await preview(administrator)).toMatchObject({ invitations: [{ id: null }], care: [{ id: null }] });

    const board = async () =>
      (await boardOf(world.reader, lot.authorityId, { group: 'contracts' }, world.clock.now())).items.map(
        ({ action, branchId, ownerId, weeklyMinutes }) => ({ action, branchId, ownerId, weeklyMinutes }),
      );
    expect(await board()).toEqual([]);
    await declare(user, branch.id, { withdrawn: ['peg', 'stoma'] });
    expect(await board()).toEqual([
      {
        action: 'capability_withdrawn',
        branchId: branch.id,
        ownerId: commissioner.id,
        weeklyMinutes: placement.weeklyMinutes,
      },
    ]);
    const [live] = await world.rows('SELECT status FROM placement WHERE id = $1', [placement.id]);
    expect(live).toEqual({ status: 'live' });
    await declare(user, branch.id, { declared: ['peg'] });
    expect(await board()).toEqual([]);
    await declare(user, branch.id, { withdrawn: ['peg'] });
    expect(await board()).toHaveLength(1); // one piece of work, although the skill was withdrawn twice
  });

  it('that are withdrawn while an award waits refuse the award', async () => {
    const { officer, asked, pkg, broadcast } = await world.aBroadcastOpen({
      branches: 1,
      pkg: { needs: ['peg'] },
    });
    const [from] = asked;
    const { id: offerId } = await world.anOffer({ from: from!, pkg });
    world.clock.set(broadcast.closesAt);
    await world.get(CloseBroadcast).execute(broadcast.id);
    const deciding = holdTransaction(world, shareStandingLock);
    await deciding.reached;
    const onDay = londonDate(world.clock.now());
    const withdrawing = declare(from!.user, from!.branch.id, { withdrawn: ['peg'], onDay });
    await untilLockWaits(world, 1);
    // The award waits behind the withdrawal, and then reads what the branch declares.
    const awarding = world.get(AwardOffer).execute(officer.caller, { broadcastId: broadcast.id, offerId });
    await untilLockWaits(world, 2);
    await deciding.release();
    const [withdrawn, awarded] = await Promise.allSettled([withdrawing, awarding]);
    expect(withdrawn.status).toBe('fulfilled');
    expect(awarded).toMatchObject({
      status: 'rejected',
      reason: { code: expect.stringMatching(/eligible/) },
    });
  });
});
