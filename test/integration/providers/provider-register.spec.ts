import { signedInUser } from '#brokerage/access/scope';
import { ChangeBranch, type ChangeBranchCommand } from '#brokerage/enforcement/change-branch';
import { branchPage, branchView, providerPage } from '#brokerage/providers/providers.queries';
import { RecordBranch } from '#brokerage/providers/record-branch';
import { RecordProvider } from '#brokerage/providers/record-provider';
import type { BranchRatings, NewBranch } from '#contracts/providers';
import type { TestUser } from '../../support/builders/authorities.js';
import { aSource } from '../../support/builders/register-sources.js';
import { World } from '../../support/world.js';

const UNRATED: BranchRatings = {
  overall: null,
  safe: null,
  effective: null,
  caring: null,
  responsive: null,
  wellLed: null,
  ratedOn: null,
};

describe('the register of providers', () => {
  let world: World;
  let commissioner: TestUser;
  beforeAll(async () => {
    world = await World.open();
    commissioner = await world.aUser({ role: 'commissioner' });
  });
  afterAll(() => world.close());

  const recordProvider = (id: string, name = 'Provider') =>
    world.get(RecordProvider).execute(commissioner.caller, { id, name });

  const aBranch = (given: Partial<NewBranch>): NewBranch => ({
    id: '1-900000001',
    providerId: '1-800000001',
    name: 'Branch',
    postcode: 'le113tu',
    registration: { status: 'registered', dormant: false, personalCare: true },
    ratings: UNRATED,
    capabilities: ['dementia'],
    source: aSource(),
    ...given,
  });

  it('keeps a provider under its own id, with its name as it is written', async () => {
    const name = `O'Brien & Søn <b>"Care"</b> 李`;
    expect(await recordProvider('1-101635212', name)).toEqual({ id: '1-101635212', name });
    expect(await world.eventsOf('1-101635212')).toEqual(['provider.recorded']);
  });

  it('has a provider once', async () => {
    await recordProvider('1-101635213');
    await expect(recordProvider('1-101635213')).rejects.toMatchObject({ code: 'provider_already_recorded' });
  });

  it('answers a repeated command as it did the first time, and enters nothing twice', async () => {
    const caller = { ...commissioner.caller, requestKey: world.aKey() };
    const record = (name: string) => world.get(RecordProvider).execute(caller, { id: '1-101635214', name });

    const answers = [await record('Once'), ...(await Promise.all([record('Once'), record('Once')]))];

    expect(answers).toEqual(Array(3).fill({ id: '1-101635214', name: 'Once' }));
    expect(await world.eventsOf('1-101635214')).toEqual(['provider.recorded']);
    await expect(record('Twice')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
  });

  it('keeps a branch with its postcode in its written form', async () => {
    await recordProvider('1-800000001', 'Acme');
    const branch = await world.get(RecordBranch).execute(commissioner.caller, aBranch({}));

    expect(branch).toEqual({
      ...aBranch({ postcode: 'LE11 3TU' }),
      telephone: null,
      managerName: null,
      providerName: 'Acme',
      version: 1,
      source: {
        ...aSource(),
        recordedAt: world.clock.now().toISOString(),
        recordedByAuthority: expect.any(String),
        recordedBy: expect.any(String),
      },
    });
    const { authorityId } = signedInUser(commissioner.actor);
    expect(await branchView(world.reader, branch.id, authorityId)).toEqual(branch);
  });

  it('refuses a branch that is there, has no provider, or says what cannot be', async () => {
    await recordProvider('1-800000002');
    const record = (given: Partial<NewBranch>) =>
      world.get(RecordBranch).execute(commissioner.caller, aBranch({ providerId: '1-800000002', ...given }));
    await record({ id: '1-900000002' });

    await expect(record({ id: '1-900000002' })).rejects.toMatchObject({ code: 'branch_already_recorded' });
    await expect(record({ id: '1-900000003', providerId: '1-0' })).rejects.toMatchObject({
      code: 'provider_not_found',
    });
    const ratings = { ...UNRATED, ratedOn: '2026-03-03' };
    await expect(record({ id: '1-900000003', postcode: 'LE', ratings })).rejects.toMatchObject({
      code: 'branch_invalid',
      facts: {
        faults: [{ code: 'postcode_invalid' }, { code: 'rated_in_future' }, { code: 'rated_after_source' }],
      },
    });
  });

  it('lets only an authority with ties change what the register says of a branch', async () => {
    const lot = await world.aLot();
    const { branch } = await world.aContractedBranch({ lot });
    const tied = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { name, postcode, ratings } = branch;
    const registration = { status: 'registered', dormant: false, personalCare: true } as const;
    const change = (by: typeof tied, given: Partial<ChangeBranchCommand>) =>
      world.get(ChangeBranch).execute(by.caller, {
        ...{ branchId: branch.id, version: 1, name, postcode, ratings, registration },
        ...given,
      });
    const source = aSource();
    const lost = { registration: { ...registration, status: 'deregistered' }, source } as const;
    const rated = { ratings: { ...ratings, overall: 'inadequate' }, source } as const;
    for (const given of [lost, rated, { source }])
      await expect(change(commissioner, given)).rejects.toMatchObject({ code: 'register_needs_ties' });
    expect(await world.rows('SELECT version FROM branch WHERE id = $1', [branch.id])).toEqual([
      { version: 1 },
    ]);
    await expect(change(commissioner, { name: 'New name' })).resolves.toMatchObject({ version: 2 });
    await expect(change(tied, { ...lost, version: 2 })).resolves.toMatchObject({ version: 3 });
  });

  it('changes a branch only from its present version', async () => {
    const lot = await world.aLot();
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const { branch } = await world.aContractedBranch({ lot });
    const command: ChangeBranchCommand = {
      ...aBranch({
        name: 'New name',
        registration: { status: 'deregistered', dormant: false, personalCare: true },
      }),
      branchId: branch.id,
      version: 1,
    };
    const change = (given: Partial<ChangeBranchCommand>) =>
      world.get(ChangeBranch).execute(by.caller, { ...command, ...given });

    expect(await change({})).toMatchObject({
      id: branch.id,
      providerId: branch.providerId,
      name: 'New name',
      registration: { status: 'deregistered' },
      version: 2,
    });
    await expect(change({ name: 'Another name' })).rejects.toMatchObject({
      code: 'version_stale',
      facts: { expected: 1, current: 2 },
    });
    await expect(change({ version: 2, postcode: '?' })).rejects.toMatchObject({ code: 'branch_invalid' });
    await expect(change({ branchId: '1-0' })).rejects.toMatchObject({ code: 'branch_not_found' });
    expect(await world.eventsOf(branch.id)).toEqual(['branch.changed']);
  });

  it('is not for providers to write', async () => {
    const user = await world.aUser({ role: 'provider' });
    const recording = () => world.get(RecordProvider).execute(user.caller, { id: '1-1', name: 'Mine' });
    expect(recording).toThrow(expect.objectContaining({ code: 'role_not_allowed' }));
  });

  it('is listed by name, page by page, and can be narrowed', async () => {
    const { provider } = await world.aProviderWithBranch({ name: 'Zebra' });
    for (const name of ['Aardvark', 'Aardvark', 'Badger %'])
      await world.aProviderWithBranch({ providerId: provider.id, name });
    const names = (page: { items: readonly { name: string }[] }) => page.items.map(({ name }) => name);

    const first = await branchPage(world.reader, { providerId: provider.id, limit: 2 });
    const second = await branchPage(world.reader, { providerId: provider.id, limit: 2, after: first.next! });

    expect([names(first), names(second), second.next]).toEqual([
      ['Aardvark', 'Aardvark'],
      ['Badger %', 'Zebra'],
      null,
    ]);
    expect(names(await branchPage(world.reader, { providerId: provider.id, name: 'ER %' }))).toEqual([
      'Badger %',
    ]);
    expect((await providerPage(world.reader, { limit: 1 })).next).toEqual(expect.any(String));
  });

  it('can be narrowed to a lot', async () => {
    const lot = await world.aLot();
    const { branch } = await world.aContractedBranch({ lot });
    const { items } = await branchPage(world.reader, { lotId: lot.id });
    expect(items.map(({ id }) => id)).toEqual([branch.id]);
  });
});
