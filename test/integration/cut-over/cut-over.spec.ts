import { AnswerCareList } from '#brokerage/cut-over/answer-care-list';
import { AskForConfirmations } from '#brokerage/cut-over/ask-for-confirmations';
import { disputeOf, ownCareLists } from '#brokerage/cut-over/care-lists.queries';
import { ChangeStage } from '#brokerage/cut-over/change-stage';
import { cutOverOf } from '#brokerage/cut-over/cut-over.queries';
import { DisputeCare } from '#brokerage/cut-over/dispute-care';
import { ReadCareList } from '#brokerage/cut-over/read-care-list';
import { differencePage, reconciliationIn } from '#brokerage/cut-over/reconciliations.queries';
import { SettleDifference } from '#brokerage/cut-over/settle-difference';
import { UploadFigures } from '#brokerage/cut-over/upload-figures';
import { PublishBroadcast } from '#brokerage/broadcasts/publish-broadcast';
import { ChangeBranch } from '#brokerage/enforcement/change-branch';
import { DisableUser } from '#brokerage/identity/disable-user';
import { StopImport } from '#brokerage/imports/stop-import';
import { TakeBackImport } from '#brokerage/imports/take-back-import';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { importsForgotten } from '#brokerage/monitoring/due-work.queries';
import { setUpOf } from '#brokerage/monitoring/set-up.queries';
import { MergePeople } from '#brokerage/people/merge-people';
import { careIn, carePage } from '#brokerage/placements/care.queries';
import { RefuseVariation } from '#brokerage/placements/refuse-variation';
import { RequestVariation } from '#brokerage/placements/request-variation';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { CutOverView, FigureKind, OwnCareListView } from '#contracts/cut-over';
import type { ErrorCode } from '#contracts/errors';
import { londonDate } from '#domain/time/london';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { Importing } from '../../support/builders/imports.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const CARE = 'Care reference,Case number,CQC location id,Start date,Visits,Hourly rate,This size since';
const TOTALS = 'CQC location id,Lot code,People,Hours a week';
const PEOPLE = 'Case number,CQC location id,Hours a week';

describe('a council that changes over', () => {
  let world: World;
  let commissioner: TestUser;
  let other: TestUser;
  let provider: TestUser;
  let importing: Importing;
  let authorityId: string;
  let branchId: string;
  let providerId: string;
  let references: string[];
  let ownLot: LotEntity;

  beforeAll(async () => {
    world = await World.open();
    ({ id: authorityId } = await world.anAuthority({ stage: 'preparing', stageSince: world.clock.now() }));
    commissioner = await world.aUser({ role: 'commissioner', authorityId });
    other = await world.aUser({ role: 'commissioner', authorityId });
    importing = new Importing(world, commissioner);
    const lot = await world.aLot({ authorityId, code: 'L1', areas: ['LE11'] });
    ownLot = lot;
    const branches = [
      await world.aContractedBranch({ lot }),
      await world.aContractedBranch({ lot }),
    ] as const;
    branchId = branches[0].branch.id;
    providerId = branches[0].provider.id;
    provider = await world.aUser({ role: 'provider', providerId });
    references = ['P-1', 'P-2', 'P-3'];
    const people = [
      'Case number,First name,Last name,Date of birth,Address,Postcode',
      ...references.map((one, at) => `${one},Ada${at},O'Brien <b>${at},14/03/193${at},1 Lane,LE11 3TU`),
    ];
    await importing.run('people', people.join('\n'));
    const care = [
      CARE,
      `S-1,P-1,${branchId},06/01/2025,daily breakfast 60,22.40,06/01/2025`,
      `S-2,P-2,${branchId},06/01/2025,daily breakfast 30,22.40,06/01/2025`,
      `S-3,P-3,${branches[1].branch.id},06/01/2025,daily breakfast 30,22.40,06/01/2025`,
    ];
    const { counts } = await importing.run('care', care.join('\n'));
    expect(counts.added).toBe(3);
  });
  afterAll(() => world.close());

  const view = (): Promise<CutOverView> => cutOverOf(world.reader, authorityId, world.clock.now());
  const codes = async (): Promise<string[]> =>
    (await view()).blockers.map(({ code, count }) => `${code} ${count}`);
  const refused = (act: Promise<unknown>, code: ErrorCode): Promise<void> =>
    expect(act).rejects.toMatchObject({ code });
  const ownList = async (): Promise<OwnCareListView> => {
    const [list] = await ownCareLists(world.get(Database).readerFor(provider.actor), providerId);
    if (!list) throw new Error('the provider was asked');
    return list;
  };
  const upload = (kind: FigureKind, ...lines: string[]) =>
    world
      .get(UploadFigures)
      .execute(
        { ...commissioner.caller, requestKey: world.aKey() },
        { kind, name: 'figures.csv', content: Buffer.from(lines.join('\n')) },
      );
  const differences = async (isOpen = true) =>
    (await differencePage(world.reader, authorityId, { isOpen, limit: 100 })).items;
  const board = async (): Promise<string[]> => {
    const { items } = await boardOf(world.reader, authorityId, { group: 'cut_over' }, world.clock.now());
    return items.map(
      ({ action, ownerId }) => `${action} ${ownerId === commissioner.id ? 'importer' : String(ownerId)}`,
    );
  };
  const placementOf = async (reference: string): Promise<string> => {
    const [row] = await world.rows<{ id: string }>(
      `SELECT p.id FROM placement p JOIN person n ON n.id = p.person_id WHERE n.reference = $1`,
      [reference],
    );
    return row?.id ?? '';
  };

  const requestChange = async (by: TestUser) =>
    world.get(RequestVariation).execute(by.caller, {
      placementId: await placementOf('P-1'),
      ...{ version: 1, visits: VISITS, reason: 'Needs more' },
    });
  const heard = (): Promise<{ name: string; provider_id: string }[]> =>
    world.rows(
      'SELECT name, provider_id FROM event_provider JOIN event USING (position) ORDER BY position DESC',
    );

  it('sends nothing to providers while it prepares', async () => {
    const officer = await world.aUser({ role: 'officer', authorityId });
    const person = await world.aPerson({ authorityId });
    const pkg = await world.aPackage({ by: officer, personId: person.id });
    await refused(
      world.get(PublishBroadcast).execute(officer.caller, { packageId: pkg.id }),
      'authority_not_live',
    );
    expect(await world.rows('SELECT 1 FROM broadcast')).toEqual([]);
    expect(await world.rows('SELECT 1 FROM event_provider')).toEqual([]);
    const reader = world.get(Database).readerFor(provider.actor);
    const now = world.clock.now();
    expect((await carePage(reader, providerId, { now })).items).toEqual([]);
    await refused(careIn(reader, providerId, await placementOf('P-1'), now), 'placement_not_found');
    expect(await ownCareLists(reader, providerId)).toEqual([]);
    expect((await setUpOf(world.reader, authorityId, now)).checks.at(-1)).toMatchObject({
      code: 'live',
      isDone: false,
    });
    await refused(world.get(ChangeStage).goLive(commissioner.caller), 'not_ready_to_go_live');
    expect(await codes()).toEqual(['not_side_by_side 1', 'lists_not_asked 2', 'not_reconciled_today 1']);
  });

  it('tells providers nothing of acts on its care, but restrictions, and takes no act of theirs on it', async () => {
    await refused(requestChange(provider), 'placement_not_found');
    const { id: variationRequestId } = await requestChange(commissioner);
    await world.get(RefuseVariation).execute(commissioner.caller, { variationRequestId, reason: 'Not now' });
    const { id } = await importing.run(
      'care',
      `${CARE}\nS-8,P-1,${branchId},06/01/2025,daily tea 30,22.40,06/01/2025`,
    );
    await world.rows('DELETE FROM capacity WHERE branch_id = $1', [branchId]);
    await importing.run(
      'capacity',
      `CQC location id,Lot code,Spare hours a week,Times of day,Two carers\n${branchId},L1,60,breakfast,yes`,
    );
    await world.get(TakeBackImport).execute(commissioner.caller, id);
    expect(
      await world.rows(
        `SELECT DISTINCT name FROM event WHERE name IN ('capacity.declared', 'variation.refused', 'placement.taken_back') ORDER BY name`,
      ),
    ).toEqual([
      { name: 'capacity.declared' },
      { name: 'placement.taken_back' },
      { name: 'variation.refused' },
    ]);
    expect(await heard()).toEqual([]);
    const conditions = [{ kind: 'growth_limit', limitMinutes: 6000, basis: 'cumulative' }] as const;
    await world.aRestriction({ by: commissioner, branchId, conditions });
    expect(await heard()).toEqual([{ name: 'restriction.recorded', provider_id: providerId }]);
  });

  it('binds nobody outside itself: no notice of CQC, no lost registration, no minutes of a branch', async () => {
    const lot = await world.aLot();
    const live = await world.aContractedBranch({ lot });
    const open = await world.aBroadcastOpen({ lot, branches: [live] });
    const mine = world.get(Database).readerFor(commissioner.actor);
    const minutes = (reader: typeof mine) =>
      reader.query<{ minutes: number | null }>('SELECT minutes FROM branch_minutes($1)', [[branchId]]);
    expect(await minutes(mine)).toEqual([{ minutes: 630 }]);
    expect(await minutes(world.get(Database).readerFor(open.officer.actor))).toEqual([]);

    const notice = { by: commissioner, conditions: [{ kind: 'suspended' }] } as const;
    await refused(world.aRestriction({ ...notice, branchId, source: 'cqc' }), 'authority_not_live');
    await world.aContract({ lot: ownLot, branchId: live.branch.id });
    await refused(
      world.aRestriction({ ...notice, branchId: live.branch.id, source: 'cqc' }),
      'authority_not_live',
    );
    await world.aRestriction({ ...notice, branchId: live.branch.id, source: 'authority' });
    const invitations = () =>
      world.rows('SELECT status FROM invitation WHERE broadcast_id = $1', [open.broadcast.id]);
    expect(await invitations()).toEqual([{ status: 'open' }]);
    const { name, postcode, capabilities, ratings, version } = live.branch;
    const lost = {
      ...{ branchId: live.branch.id, version, name, postcode, capabilities, ratings },
      registration: { status: 'deregistered' as const, dormant: false, personalCare: true },
      source: {
        kind: 'letter' as const,
        reference: 'CQC',
        publishedOn: londonDate(world.clock.now()),
      },
    };
    await refused(world.get(ChangeBranch).execute(commissioner.caller, lost), 'authority_not_live');
    expect(await invitations()).toEqual([{ status: 'open' }]);
  });

  it('asks each provider once for its own people, and records that they were read', async () => {
    const ask = () => world.get(AskForConfirmations).execute(commissioner.caller);
    const asked = await Promise.allSettled([ask(), ask()]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await world.rows('SELECT 1 FROM care_list')).toHaveLength(2);
    const { id } = await ownList();
    const list = await world.get(ReadCareList).execute(provider.caller, id);
    expect(list).toMatchObject({ people: 2, weeklyMinutes: 630, state: 'asked' });
    expect(list.rows.map(({ familyName, weeklyMinutes }) => [familyName, weeklyMinutes])).toEqual([
      ["O'Brien <b>0", 420],
      ["O'Brien <b>1", 210],
    ]);
    expect(await world.rows('SELECT 1 FROM person_read WHERE user_id = $1', [provider.id])).toHaveLength(2);
    const stranger = await world.aUser({ role: 'provider' });
    await refused(world.get(ReadCareList).execute(stranger.caller, id), 'care_list_not_found');
    await refused(
      world.get(AnswerCareList).confirm(stranger.caller, { careListId: id, digest: list.digest }),
      'care_list_not_found',
    );
  });

  it('takes a dispute as open work with an owner and a due time, once for a line, and answers it', async () => {
    const { id: careListId, digest } = await ownList();
    const placementId = await placementOf('P-2');
    const dispute = {
      careListId,
      kind: 'wrong_hours' as const,
      placementId,
      claimedMinutes: 240,
      note: 'Longer since <May>',
    };
    const raise = (more: object = {}) =>
      world.get(DisputeCare).raise(provider.caller, { ...dispute, ...more });
    await refused(raise({ claimedMinutes: null }), 'care_dispute_invalid');
    await refused(raise({ placementId: null }), 'care_dispute_invalid');
    await refused(raise({ placementId: await placementOf('P-3') }), 'placement_not_found');
    const raised = await Promise.allSettled([raise(), raise()]);
    expect(raised.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await board()).toEqual(['answer_dispute importer']);
    await refused(
      world.get(AnswerCareList).confirm(provider.caller, { careListId, digest }),
      'care_list_disputed',
    );

    const [open] = (await view()).disputes;
    if (!open) throw new Error('a dispute is open');
    expect(await disputeOf(world.reader, authorityId, open.id)).toEqual(open);
    const { id: otherAuthority } = await world.anAuthority();
    await refused(disputeOf(world.reader, otherAuthority, open.id), 'care_dispute_not_found');
    const settle = (by: TestUser) =>
      world
        .get(DisputeCare)
        .settle(by.caller, { disputeId: open.id, outcome: 'as_recorded', answer: 'The order says 210.' });
    const settled = await Promise.allSettled([settle(commissioner), settle(other)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await world.get(ReadCareList).execute(provider.caller, careListId)).disputes).toMatchObject([
      { outcome: 'as_recorded', answer: 'The order says 210.' },
    ]);
  });

  it('confirms the content that was seen, once, and asks again after a change of it', async () => {
    const { id: careListId, digest } = await ownList();
    await refused(
      world.get(AnswerCareList).confirm(provider.caller, { careListId, digest: '0'.repeat(64) }),
      'care_list_changed',
    );
    const confirm = () => world.get(AnswerCareList).confirm(provider.caller, { careListId, digest });
    const confirmed = await Promise.allSettled([confirm(), confirm()]);
    expect(confirmed.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await ownList()).toMatchObject({ state: 'confirmed' });

    await world.rows(`UPDATE placement SET weekly_minutes = 240 WHERE id = $1`, [await placementOf('P-2')]);
    expect(await ownList()).toMatchObject({ state: 'changed' });
    await refused(confirm(), 'care_list_changed');
    await world.rows(`UPDATE placement SET weekly_minutes = 210 WHERE id = $1`, [await placementOf('P-2')]);
    expect(await ownList()).toMatchObject({ state: 'confirmed' });

    const theirs = (await view()).lists.find(({ state }) => state === 'asked');
    const accept = {
      careListId: theirs?.id ?? '',
      digest: theirs?.digest ?? '',
      reason: 'Closed for a week',
    };
    await world.get(AnswerCareList).accept(commissioner.caller, accept);
    expect(await codes()).toEqual(['not_side_by_side 1', 'not_reconciled_today 1']);
  });

  it('has a day without figures on the board, and compares totals and people with the council’s own', async () => {
    await world.get(ChangeStage).runSideBySide(commissioner.caller);
    expect(await board()).toEqual(['compare_figures importer']);
    await refused(upload('figure_totals', TOTALS, `${branchId},L1,two,10.5`), 'figures_invalid');
    await refused(upload('figure_totals', 'Lot code,People\nL1,2'), 'import_file_invalid');
    expect(await world.rows('SELECT 1 FROM reconciliation')).toEqual([]);

    const { id } = await upload('figure_totals', TOTALS, `${branchId},l1,2,11`, '1-UNKNOWN,L1,1,3.5');
    const day = await reconciliationIn(world.reader, authorityId, id);
    expect(day.totals).toHaveLength(3);
    expect(day.totals.find((one) => one.branchId === branchId)).toMatchObject({
      ...{ peopleHere: 2, peopleThere: 2, minutesHere: 630, minutesThere: 660 },
    });
    expect(day.openDifferences).toBe(3);
    expect(await board()).toEqual(['settle_differences importer']);

    await upload('figure_people', PEOPLE, `p 1,${branchId},7.5`, `P-2,${branchId},3:30`, `P-9,${branchId},1`);
    const found = (await differences()).filter(({ kind }) => kind !== 'total');
    expect(found.map(({ kind, caseNumber }) => `${kind} ${caseNumber ?? ''}`)).toEqual([
      'other_hours P-1',
      'only_here P-3',
      'only_there P-9',
    ]);
    const [settling] = found;
    const settle = (by: TestUser) =>
      world.get(SettleDifference).execute(by.caller, {
        ...{ differenceId: settling?.id ?? '', outcome: 'wrong_there', reason: 'Typed wrongly <there>' },
      });
    const settled = await Promise.allSettled([settle(commissioner), settle(other)]);
    expect(settled.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);

    // The number of the council's figures turns out to be a second record of P-1.
    const second = await world.aPerson({ authorityId, reference: 'P-9', bornOn: null });
    const [kept] = await world.rows<{ id: string; version: number }>(
      `SELECT id, version FROM person WHERE reference = 'P-1'`,
    );
    if (!kept) throw new Error('P-1 was imported');
    await world.get(MergePeople).execute(commissioner.caller, {
      ...{ personId: kept.id, version: kept.version, otherPersonId: second.id, otherVersion: 1 },
    });
    expect((await differences()).find(({ caseNumber }) => caseNumber === 'P-9')?.personId).toBe(kept.id);

    // The next day the old figures are corrected, but for the person whose difference is explained.
    world.clock.pass({ days: 1 });
    expect(await board()).toContain('compare_figures importer');
    const third = (await view()).lists.find((list) => list.branchId !== branchId)?.branchId ?? '';
    await upload('figure_people', PEOPLE, `p 9,${branchId},7.5`, `P-2,${branchId},3.5`, `P-3,${third},3.5`);
    await upload('figure_totals', TOTALS, `${branchId},L1,2,10.5`, `${third},L1,1,3.5`);
    expect(await differences()).toEqual([]);
    expect((await differences(false)).filter(({ outcome }) => outcome === 'gone')).toHaveLength(5);
    expect(await codes()).toEqual([]);

    world.clock.pass({ days: 1 });
    expect(await codes()).toEqual(['not_reconciled_today 1']);
    world.clock.pass({ days: 1 });
    const { items } = await boardOf(
      world.reader,
      authorityId,
      { group: 'cut_over', isOverdue: true },
      world.clock.now(),
    );
    expect(items.map(({ action }) => action)).toEqual(['compare_figures']);
  });

  it('reassigns what is open when its owner is disabled, and discards files that no user started', async () => {
    await upload('figure_totals', TOTALS, `${branchId},L1,2,10.5`);
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    expect((await differences()).map(({ kind }) => kind)).toEqual(['total']);
    await world.get(DisableUser).execute(administrator.caller, { userId: commissioner.id });
    expect(await board()).not.toContain('settle_differences importer');
    const [open] = await differences();
    const command = { differenceId: open?.id ?? '', outcome: 'accepted' as const, reason: 'Known' };
    await world.get(SettleDifference).execute(other.caller, command);

    const waiting = await new Importing(world, other).check(
      'people',
      'Case number,First name,Address,Postcode\nP-77,Eve,1 Lane,LE11 3TU',
    );
    world.clock.pass({ days: 29 });
    expect(await importsForgotten(world.reader, world.clock.now())).toEqual([]);
    world.clock.pass({ days: 1 });
    expect(await importsForgotten(world.reader, world.clock.now())).toEqual([waiting.id]);
    expect(await world.get(StopImport).discardForgotten(waiting.id)).toBe('discarded');
    expect(await world.get(StopImport).discardForgotten(waiting.id)).toBe('nothing to do');
    expect(
      await world.rows('SELECT 1 FROM import_row WHERE import_id = $1 AND cells IS NOT NULL', [waiting.id]),
    ).toEqual([]);
  });

  it('goes live once by a named commissioner, with what was accepted, and providers see their care from then on', async () => {
    await uploadEqual(other);
    const goLive = () => world.get(ChangeStage).goLive(other.caller);
    const gone = await Promise.allSettled([goLive(), goLive()]);
    expect(gone.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      await world.rows(
        `SELECT stage, changed_by, people, weekly_minutes, lists_accepted, differences_accepted FROM stage_change ORDER BY changed_at DESC LIMIT 1`,
      ),
    ).toEqual([
      {
        stage: 'live',
        changed_by: other.id,
        people: 3,
        weekly_minutes: 840,
        lists_accepted: 1,
        differences_accepted: 1,
      },
    ]);
    const reader = world.get(Database).readerFor(provider.actor);
    expect((await carePage(reader, providerId, { now: world.clock.now() })).items).toHaveLength(2);
    expect(await ownCareLists(reader, providerId)).toEqual([]);
    expect(await board()).toEqual([]);
    await refused(world.get(AskForConfirmations).execute(other.caller), 'cut_over_finished');
    await refused(uploadEqual(other), 'cut_over_finished');
    expect(await heard()).toContainEqual({ name: 'authority.stage_changed', provider_id: providerId });
    await requestChange(provider);
    expect((await heard())[0]).toEqual({ name: 'variation.requested', provider_id: providerId });
  });

  const uploadEqual = async (by: TestUser) => {
    const third = (await view()).lists.find((list) => list.branchId !== branchId)?.branchId ?? '';
    const content = Buffer.from([TOTALS, `${branchId},L1,2,10.5`, `${third},L1,1,3.5`].join('\n'));
    return world
      .get(UploadFigures)
      .execute({ ...by.caller, requestKey: world.aKey() }, { kind: 'figure_totals', name: 'f.csv', content });
  };
});
