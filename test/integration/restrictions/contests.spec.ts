import { UploadDocument } from '#brokerage/documents/upload-document';
import { documentIn } from '#brokerage/documents/documents.queries';
import { AmendRestriction } from '#brokerage/enforcement/amend-restriction';
import { ExpireRestriction } from '#brokerage/enforcement/expire-restriction';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { DisableUser } from '#brokerage/identity/disable-user';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { forgotten, overdueIn } from '#brokerage/monitoring/watchdog.queries';
import { AnswerContest } from '#brokerage/restrictions/answer-contest';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { ownRestrictionPage, restrictionIn } from '#brokerage/restrictions/restrictions.queries';
import type { NewRestriction } from '#contracts/restrictions';
import type { TestUser } from '../../support/builders/authorities.js';
import { aRestriction } from '../../support/builders/restrictions.js';
import { holdCommits, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

describe('a contest of a notice of CQC', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Creates a notice that one authority recorded and that binds another authority too. */
  async function aNotice(given: Partial<NewRestriction> = {}) {
    const lot = await world.aLot();
    const { branch, user: provider } = await world.aContractedBranch({ lot });
    const recorder = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const other = await world.anAuthority();
    const bound = await world.aUser({ role: 'commissioner', authorityId: other.id });
    const notice = await aRestriction(world, { by: recorder, branchId: branch.id, source: 'cqc', ...given });
    return { lot, branch, provider, recorder, other, bound, notice, branchId: branch.id };
  }
  type Given = Awaited<ReturnType<typeof aNotice>>;

  const contest = (by: Pick<TestUser, 'caller'>, { branchId, notice }: Given, documentId?: string) =>
    world.get(ContestNotice).execute(by.caller, {
      ...{ branchId, restrictionId: notice.id, reason: 'It names the wrong branch' },
      ...(documentId !== undefined && { documentId }),
    });

  const seenBy = (authorityId: string, { notice }: Given) =>
    restrictionIn(world.reader, authorityId, notice.id);

  it('is seen by all whom the notice binds; only both sides see the reason; the notice stays in force', async () => {
    const given = await aNotice();
    const { other, bound, lot, branch, notice, recorder } = given;
    const { contests } = await contest(bound, given);
    expect(contests).toMatchObject([
      { by: other.name, status: 'open', isMine: true, reason: 'It names the wrong branch', answer: null },
    ]);
    expect(await seenBy(lot.authorityId, given)).toMatchObject({
      liftedAt: null,
      contests: [{ by: other.name, isMine: false, reason: 'It names the wrong branch' }],
    });
    const third = await world.anAuthority();
    const hidden = [{ by: other.name, status: 'open', isMine: false, reason: null, documentId: null }];
    expect(await seenBy(third.id, given)).toMatchObject({ contests: hidden });
    const { items } = await ownRestrictionPage(world.reader, branch.providerId, {});
    expect(items).toMatchObject([{ contests: hidden }]);

    const contestId = contests[0]!.id;
    const answer = { restrictionId: notice.id, contestId, answer: 'CQC has confirmed it' };
    await world.get(AnswerContest).execute(recorder.caller, answer);
    const answered = [{ status: 'upheld', answer: 'CQC has confirmed it', answeredAt: expect.any(String) }];
    expect(await seenBy(third.id, given)).toMatchObject({ contests: answered });
    expect(await world.eventsOf(contestId)).toEqual(
      expect.arrayContaining(['contest.opened', 'contest.answered']),
    );
    await expect(world.get(AnswerContest).execute(recorder.caller, answer)).rejects.toMatchObject({
      code: 'contest_answered',
    });
  });

  it('is made by the branch’s provider too, with a document that the recorder may read', async () => {
    const given = await aNotice();
    const { provider, lot, other } = given;
    const file = { name: 'letter.txt', mediaType: 'text/plain', content: Buffer.from('Letter') } as const;
    const document = await world.get(UploadDocument).execute(provider.caller, file);
    await expect(contest(provider, given, document.id)).resolves.toMatchObject({
      contests: [{ isMine: true, documentId: document.id }],
    });
    const reading = (authorityId: string) => documentIn(world.reader, { authorityId }, document.id);
    await expect(reading(lot.authorityId)).resolves.toMatchObject({ name: 'letter.txt' });
    await expect(reading(other.id)).rejects.toMatchObject({ code: 'document_not_found' });
    await expect(contest(given.bound, given, document.id)).rejects.toMatchObject({
      code: 'document_not_found',
    });
  });

  it('is refused of the recorder, of another restriction, of an ended notice, and to an unbound authority', async () => {
    const given = await aNotice();
    const { recorder, bound, provider, branchId, lot } = given;
    await expect(contest(recorder, given)).rejects.toMatchObject({ code: 'notice_not_contestable' });
    const own = await aRestriction(world, { by: recorder, branchId });
    await expect(contest(bound, { ...given, notice: own })).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
    await expect(contest(provider, { ...given, notice: own })).rejects.toMatchObject({
      code: 'notice_not_contestable',
    });
    const lots = await aRestriction(world, { by: recorder, branchId, source: 'cqc', lotIds: [lot.id] });
    await expect(contest(bound, { ...given, notice: lots })).rejects.toMatchObject({
      code: 'restriction_not_found',
    });
    const lift = { restrictionId: given.notice.id, reason: 'Re-inspected' };
    await world.get(LiftRestriction).execute(recorder.caller, lift);
    await expect(contest(bound, given)).rejects.toMatchObject({ code: 'restriction_ended' });
  });

  it('is answered only by the authority that recorded the notice', async () => {
    const given = await aNotice();
    const { contests } = await contest(given.bound, given);
    const answer = { restrictionId: given.notice.id, contestId: contests[0]!.id, answer: 'No' };
    await expect(world.get(AnswerContest).execute(given.bound.caller, answer)).rejects.toMatchObject({
      code: 'contest_not_found',
    });
  });

  it('is closed by the amendment or the lifting of the notice, with its reason, and by its end', async () => {
    const amended = await aNotice();
    await contest(amended.bound, amended);
    const { id: restrictionId, version } = amended.notice;
    const changes = { restrictionId, version, reason: 'Wrong reference', reference: 'R-new' };
    await world.get(AmendRestriction).execute(amended.recorder.caller, changes);
    expect((await seenBy(amended.other.id, amended)).contests).toMatchObject([
      { status: 'amended', answer: 'Wrong reference' },
    ]);
    await contest(amended.bound, amended);
    const lift = { restrictionId, reason: 'It was another branch' };
    await world.get(LiftRestriction).execute(amended.recorder.caller, lift);
    expect((await seenBy(amended.other.id, amended)).contests).toMatchObject([
      { status: 'amended' },
      { status: 'lifted', answer: 'It was another branch' },
    ]);

    const ending = await aNotice({ to: world.clock.in({ hours: 1 }).toISOString() });
    await contest(ending.provider, ending);
    world.clock.pass({ hours: 2 });
    await world.get(ExpireRestriction).execute({ restrictionId: ending.notice.id });
    expect((await seenBy(ending.other.id, ending)).contests).toMatchObject([
      { status: 'expired', answer: null },
    ]);
  });

  it('is open work of the notice’s owner, is passed on with it, and becomes overdue', async () => {
    const given = await aNotice();
    const { authorityId } = given.lot;
    await contest(given.bound, given);
    const item = { kind: 'contest', id: given.notice.id, action: 'answer_contest' };
    const board = () => boardOf(world.reader, authorityId, { group: 'contests' }, world.clock.now());
    expect(await board()).toMatchObject({ items: [{ ...item, ownerId: given.recorder.id }] });

    const heir = await world.aUser({ role: 'commissioner', authorityId });
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    await world.get(DisableUser).execute(administrator.caller, { userId: given.recorder.id });
    expect(await board()).toMatchObject({ items: [{ ...item, ownerId: heir.id }] });
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
    world.clock.pass({ days: 8 });
    expect(await overdueIn(world.reader, authorityId, world.clock.now())).toMatchObject([
      { kind: 'contest' },
    ]);
  });

  it.each([
    ['that commits before the owner is disabled', 'contest first'],
    ['that waits until the owner is disabled', 'disabling first'],
  ] as const)('%s has an owner who is there', async (_, order) => {
    const given = await aNotice();
    const { authorityId } = given.lot;
    const heir = await world.aUser({ role: 'commissioner', authorityId });
    const administrator = await world.aUser({ role: 'administrator', authorityId });
    const disable = () => world.get(DisableUser).execute(administrator.caller, { userId: given.recorder.id });
    const acts = [() => contest(given.bound, given), disable];
    const [first, second] = order === 'contest first' ? acts : acts.toReversed();

    const gate = await holdCommits(world);
    const one = first!();
    await untilLockWaits(world, 1);
    const other = second!();
    await untilLockWaits(world, 2);
    await gate.release();
    await Promise.all([one, other]);

    const rows = await world.rows('SELECT owner_id FROM restriction_contest WHERE restriction_id = $1', [
      given.notice.id,
    ]);
    expect(rows).toEqual([{ owner_id: heir.id }]);
    expect(await forgotten(world.reader, world.clock.now())).toEqual([]);
  });

  it('of one organisation is open once, though it is sent five times at once', async () => {
    const given = await aNotice();
    const settled = await Promise.allSettled(Array.from({ length: 5 }, () => contest(given.bound, given)));
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(settled.filter(({ status }) => status === 'rejected')).toEqual(
      Array(4).fill(
        expect.objectContaining({ reason: expect.objectContaining({ code: 'contest_already_open' }) }),
      ),
    );
    await contest(given.provider, given);
    expect((await seenBy(given.other.id, given)).contests).toHaveLength(2);
  });

  it('that waits for the lifting of its notice is refused, so none stays open on a lifted notice', async () => {
    const given = await aNotice();
    const gate = await holdCommits(world);
    const command = { restrictionId: given.notice.id, reason: 'Re-inspected' };
    const lifting = world.get(LiftRestriction).execute(given.recorder.caller, command);
    await untilLockWaits(world, 1);
    const contesting = Promise.allSettled([contest(given.bound, given)]);
    await untilLockWaits(world, 2);
    await gate.release();
    await lifting;
    expect(await contesting).toMatchObject([{ status: 'rejected', reason: { code: 'restriction_ended' } }]);
  });
});
