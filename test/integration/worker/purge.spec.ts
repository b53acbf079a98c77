import { PurgeExpired } from '#brokerage/identity/purge-expired';
import { SignIn } from '#brokerage/identity/sign-in';
import { SearchPeople } from '#brokerage/people/search-people';
import { CreatePackage } from '#brokerage/packages/create-package';
import { ActRunner } from '#platform/acts/act-runner';
import { CrossTenantDatabase } from '#platform/database/database';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { PASSWORD, type TestUser } from '../../support/builders/authorities.js';
import { VISITS } from '../../support/builders/people.js';
import { World } from '../../support/world.js';

const KEPT_DAYS = 30;

describe('rows that have expired', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({ providers: [Sweep] });
  });
  afterEach(() => world.close());

  const sweep = () => world.get(Sweep).sweep();
  const signIn = (user: TestUser, password = PASSWORD) =>
    world.get(SignIn).execute({ email: user.email, password, address: '192.0.2.1', client: null });
  const count = async (table: string) => {
    const [row] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n;
  };

  it('an idempotency key protects for 30 days to the second, and is then deleted', async () => {
    const lot = await world.aLot();
    const officer = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const person = await world.aPerson({ authorityId: lot.authorityId });
    const caller = { ...officer.caller, requestKey: world.aKey() };
    const command = { personId: person.id, urgency: 'routine', visits: VISITS, needs: [] } as const;
    const create = () => world.get(CreatePackage).execute(caller, command);
    const first = await create();

    world.clock.pass({ hours: KEPT_DAYS * 24 });
    await sweep();
    expect((await create()).id).toBe(first.id);

    world.clock.pass({ seconds: 1 });
    await sweep();
    expect(await count('request_key')).toBe(0);
    expect((await create()).id).not.toBe(first.id);
  });

  it('a key that is purged while a retry waits for it is claimed anew, not refused', async () => {
    const { caller } = await world.aUser({ role: 'officer' });
    const keyed = { ...caller, requestKey: world.aKey() };
    let runs = 0;
    const run = () => world.get(ActRunner).run(keyed, 'count', {}, () => Promise.resolve(++runs));
    await run();
    world.clock.pass({ hours: KEPT_DAYS * 24 + 1 });
    await Promise.all([
      ...Array.from({ length: 10 }, run),
      ...Array.from({ length: 10 }, () => world.get(PurgeExpired).execute()),
    ]);
    expect(runs).toBeLessThanOrEqual(2);
    expect(await count('request_key')).toBeLessThanOrEqual(1);
  });

  it('ended sessions go, except the two newest of each user', async () => {
    const user = await world.aUser({ role: 'officer' });
    await world.rows('DELETE FROM session');
    await signIn(user);
    world.clock.pass({ hours: 1 });
    const second = await signIn(user);
    world.clock.pass({ hours: 1 });
    const third = await signIn(user);

    world.clock.pass({ hours: KEPT_DAYS * 24 });
    await sweep();
    expect(await count('session')).toBe(3);

    world.clock.pass({ hours: 12 });
    await sweep();
    const left = await world.rows<{ id: string }>('SELECT id FROM session ORDER BY started_at');
    expect(left.map(({ id }) => id)).toEqual([second.session.id, third.session.id]);
  });

  it('links, throttle counts and addresses go when they have no effect any more', async () => {
    const { id: authorityId } = await world.anAuthority();
    const user = await world.aUser({ role: 'officer', authorityId });
    world.clock.set(new Date()); // the limiter counts in the machine's own time
    await expect(signIn(user, 'wrong')).rejects.toMatchObject({ code: 'sign_in_failed' });
    await signIn(user);
    await expect(signIn(user, 'wrong')).rejects.toMatchObject({ code: 'sign_in_failed' });
    const now = world.clock.now();
    await world.rows(
      `INSERT INTO account_link (id, user_id, token_hash, issued_at, expires_at, used_at) VALUES
         (gen_random_uuid(), $1, 'used', $2, $2::timestamptz + interval '1 hour', $2),
         (gen_random_uuid(), $1, 'open', $2, $2::timestamptz + interval '7 days', NULL)`,
      [user.id, now],
    );
    await sweep();
    expect(await count('account_link')).toBe(2);
    expect(await count('sign_in_attempt')).toBeGreaterThan(0);
    expect(await count('sign_in_address')).toBe(1);

    world.clock.pass({ hours: KEPT_DAYS * 24 + 2 });
    await sweep();
    expect(
      await world.rows('SELECT convert_from(token_hash, $1) AS link FROM account_link', ['UTF8']),
    ).toEqual([{ link: 'open' }]);
    expect(await count('sign_in_attempt')).toBe(0);
    expect(await count('sign_in_address')).toBe(1);

    world.clock.pass({ hours: 60 * 24 });
    await sweep();
    expect(await count('account_link')).toBe(0);
    expect(await count('sign_in_address')).toBe(0);
  });

  it('searches go after two years and outcomes of verifications after 400 days, except the newest', async () => {
    const { id: authorityId } = await world.anAuthority();
    const user = await world.aUser({ role: 'officer', authorityId });
    await world.get(SearchPeople).execute(user.caller, { text: 'Smith' });
    const checked = `INSERT INTO audit_check (id, checked_at, outcome) VALUES (gen_random_uuid(), $1, '{}')`;
    await world.rows(checked, [world.clock.now()]);
    await world.rows(checked, [world.clock.in({ minutes: -1 })]);

    world.clock.pass({ days: 400 });
    await sweep();
    expect([await count('person_search'), await count('audit_check')]).toEqual([1, 1]);
    world.clock.pass({ days: 330 });
    await sweep();
    expect(await count('person_search')).toBe(1);
    world.clock.pass({ seconds: 1 });
    await sweep();
    expect([await count('person_search'), await count('audit_check')]).toEqual([0, 1]);
  });

  it('are deleted in batches, and what a batch leaves goes with the next', async () => {
    const { id } = await world.aUser({ role: 'officer' });
    await world.rows(
      `INSERT INTO request_key (actor_id, key, fingerprint, claimed_at)
       SELECT $1, n::text, '', $2 FROM generate_series(1, 45) n`,
      [id, world.clock.now()],
    );
    world.clock.pass({ hours: KEPT_DAYS * 24 + 1 });
    const transactions = jest.spyOn(world.get(CrossTenantDatabase), 'transaction');
    expect(await world.get(PurgeExpired).execute(2)).toMatchObject({ requestKeys: 40 });
    expect(transactions.mock.calls.length).toBeGreaterThanOrEqual(20);
    transactions.mockRestore();
    await sweep();
    expect(await count('request_key')).toBe(0);
  });
});
