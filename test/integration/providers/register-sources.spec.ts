import { ChangeBranch, type ChangeBranchCommand } from '#brokerage/enforcement/change-branch';
import { branchView } from '#brokerage/providers/providers.queries';
import { RecordBranch } from '#brokerage/providers/record-branch';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { RegisterSource } from '#contracts/providers';
import type { TestUser } from '../../support/builders/authorities.js';
import { holdTransaction, untilLockWaits } from '../../support/held-transaction.js';
import { World } from '../../support/world.js';

const LETTER: RegisterSource = {
  kind: 'letter',
  reference: `ENF/7 O'Brien <b> 李`,
  publishedOn: '2026-02-20',
};
const onDay = (publishedOn: string): RegisterSource => ({ ...LETTER, publishedOn });

describe('facts of the register', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  const inTwoAuthorities = async () => {
    const [lot, otherLot] = [
      await world.aLot(),
      await world.aLot({ authorityId: (await world.anAuthority()).id }),
    ];
    const { branch } = await world.aContractedBranch({ lot });
    await world.aContract({ lot: otherLot, branchId: branch.id });
    const commissionerOf = ({ authorityId }: LotEntity) => world.aUser({ role: 'commissioner', authorityId });
    return { branchId: branch.id, one: await commissionerOf(lot), other: await commissionerOf(otherLot) };
  };

  const change = async (
    by: TestUser,
    branchId: string,
    given: Partial<ChangeBranchCommand> & { readonly dormant?: boolean },
  ) => {
    const { name, postcode, ratings, registration, version } = await branchView(world.reader, branchId);
    const { dormant = registration.dormant, ...rest } = given;
    return world.get(ChangeBranch).execute(by.caller, {
      ...{ branchId, name, postcode, ratings, version },
      registration: { ...registration, dormant },
      ...rest,
    });
  };

  const entriesOf = (branchId: string) =>
    world.rows<{ version: number; dormant: boolean; day: string }>(
      `SELECT version, dormant, to_char(published_on, 'YYYY-MM-DD') AS day FROM register_entry
       WHERE branch_id = $1 ORDER BY version`,
      [branchId],
    );

  it('of a branch from before have no source, and any source wins over them', async () => {
    const { branchId, one } = await inTwoAuthorities();
    expect((await branchView(world.reader, branchId)).source).toBeNull();
    await expect(change(one, branchId, { dormant: true })).rejects.toMatchObject({
      code: 'register_needs_source',
    });
    await change(one, branchId, { dormant: true, source: onDay('2026-01-05') });
    expect(await entriesOf(branchId)).toEqual([{ version: 2, dormant: true, day: '2026-01-05' }]);
  });

  it('show the source and its recorder, with the name of the user only in the authority', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    const source = { ...LETTER, recordedAt: world.clock.now().toISOString() };
    const recorded = await change(one, branchId, { dormant: true, source: LETTER });
    expect(recorded.source).toEqual({
      ...source,
      recordedByAuthority: expect.any(String),
      recordedBy: expect.any(String),
    });
    const seen = await change(other, branchId, { name: 'New name' });
    expect(seen.source).toEqual({ ...recorded.source, recordedBy: null });
  });

  it('keep the newest source: an older one is refused with what stands, and every entry stays', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    await change(one, branchId, { dormant: true, source: onDay('2026-02-10') });
    for (const given of [
      { dormant: false, source: onDay('2026-02-09') },
      { source: onDay('2026-02-09') },
      { dormant: false, source: onDay('2026-02-10') },
      { source: onDay('2020-01-01') }, // before the rating too
    ])
      await expect(change(other, branchId, given)).rejects.toMatchObject({
        code: 'register_stale',
        facts: { publishedOn: '2026-02-10', registration: { dormant: true } },
      });
    await change(other, branchId, { dormant: false, source: onDay('2026-02-11') });
    expect((await entriesOf(branchId)).map(({ dormant, day }) => [day, dormant])).toEqual([
      ['2026-02-10', true],
      ['2026-02-11', false],
    ]);
    await expect(world.rows('DELETE FROM register_entry')).rejects.toThrow('frozen');
  });

  it('of the same day are corrected by the council that recorded them, and by no other', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    await change(one, branchId, { dormant: true, source: onDay('2026-02-10') });
    await change(one, branchId, { dormant: false, source: onDay('2026-02-10') });
    await expect(
      change(other, branchId, { dormant: true, source: onDay('2026-02-10') }),
    ).rejects.toMatchObject({ code: 'register_stale' });
    expect((await branchView(world.reader, branchId)).registration).toMatchObject({ dormant: false });
    expect((await entriesOf(branchId)).map(({ dormant }) => dormant)).toEqual([true, false]);
  });

  it('may be sent again with another telephone number, which is kept', async () => {
    const { branchId, one } = await inTwoAuthorities();
    const source = onDay('2026-01-05');
    await change(one, branchId, { dormant: true, source });
    const changed = await change(one, branchId, { dormant: true, source, telephone: '01509 123456' });
    expect(changed.telephone).toBe('01509 123456');
    expect(await entriesOf(branchId)).toHaveLength(1);
  });

  it('take no source of tomorrow, of no day, or that is not of CQC', async () => {
    const { branchId, one } = await inTwoAuthorities();
    const tomorrow = world.clock.in({ hours: 24 }).toISOString().slice(0, 10);
    const source = { kind: 'publication', reference: 'https://example.org', publishedOn: tomorrow } as const;
    await expect(change(one, branchId, { dormant: true, source })).rejects.toMatchObject({
      code: 'branch_invalid',
      facts: { faults: [{ code: 'published_in_future' }, { code: 'reference_not_of_cqc' }] },
    });
    await expect(change(one, branchId, { source: onDay('2026-02-30') })).rejects.toMatchObject({
      code: 'branch_invalid',
    });
  });

  it('are recorded once if two councils record the same report, also from an old version', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    const { version } = await branchView(world.reader, branchId);
    const first = await change(one, branchId, { dormant: true, source: LETTER });
    const events = await world.eventsOf(branchId);
    const second = await change(other, branchId, { dormant: true, source: LETTER, version });
    expect(second).toMatchObject({ version: first.version, registration: { dormant: true } });
    expect(await world.eventsOf(branchId)).toEqual(events);
    expect(await entriesOf(branchId)).toHaveLength(1);
  });

  it('are settled by the source if ten users of two councils record at once', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    const { version } = await branchView(world.reader, branchId);
    const answers = await Promise.allSettled(
      Array.from({ length: 10 }, (_, n) =>
        change(n % 2 ? one : other, branchId, { dormant: n % 2 === 0, source: LETTER, version }),
      ),
    );
    const codes = answers.map((answer) =>
      answer.status === 'fulfilled' ? 'ok' : (answer.reason as { code: string }).code,
    );
    expect(codes.filter((code) => code === 'ok')).toHaveLength(5);
    expect(codes.filter((code) => code === 'register_stale')).toHaveLength(5);
    const [entry, ...more] = await entriesOf(branchId);
    const { registration } = await branchView(world.reader, branchId);
    expect([more, entry?.dormant]).toEqual([[], registration.dormant]);
  });

  it('wait for a council that has not committed yet, and are then stale', async () => {
    const { branchId, one, other } = await inTwoAuthorities();
    const held = holdTransaction(world, (tx) =>
      tx.lock('SELECT 1 FROM branch WHERE id = $1 FOR UPDATE', [branchId]),
    );
    await held.reached;
    const [newer, older] = [
      change(one, branchId, { dormant: true, source: onDay('2026-02-12') }),
      change(other, branchId, { dormant: true, source: onDay('2026-02-11') }),
    ].map((changing) =>
      changing.then(
        () => 'ok',
        ({ code }: { code: string }) => code,
      ),
    );
    await untilLockWaits(world, 2);
    await held.release();
    // Both saw the same version, so one of them is refused: the older one as stale, if it came second.
    expect([
      ['ok', 'register_stale'],
      ['version_stale', 'ok'],
    ]).toContainEqual([await newer, await older]);
    expect(await entriesOf(branchId)).toHaveLength(1);
  });

  it('of a new branch need no ties', async () => {
    const { provider } = await world.aProviderWithBranch({});
    const by = await world.aUser({ role: 'commissioner' });
    const { ratings, registration } = await branchView(world.reader, (await inTwoAuthorities()).branchId);
    const id = '1-977000001';
    const branch = {
      id,
      providerId: provider.id,
      name: `O'Brien <b> 李`,
      postcode: 'LE11 3TU',
      capabilities: [],
    };
    const recorded = await world
      .get(RecordBranch)
      .execute(by.caller, { ...branch, ratings, registration, source: LETTER });
    expect(recorded).toMatchObject({ version: 1, source: LETTER });
    const [event] = await world.rows<{ digests: { record: string; part: string }[] }>(
      `SELECT payload->'digests' AS digests FROM event WHERE subject_id = $1`,
      [id],
    );
    expect(event?.digests.map(({ record, part }) => [record, part])).toEqual([
      ['register_entry', 'entry'],
      ['register_entry', 'words'],
    ]);
  });
});
