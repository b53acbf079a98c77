import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { accountLinkView } from '#brokerage/identity/account-links.queries';
import { SetUpAuthority } from '#brokerage/identity/set-up-authority';
import { UseLink } from '#brokerage/identity/use-link';
import { World } from '../../support/world.js';

const PROGRAM = path.resolve(__dirname, '../../../dist/apps/worker/src/operator.js');

describe('the operator’s command', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
    world.clock.set(new Date());
  });
  afterAll(() => world.close());

  function operator(...args: string[]) {
    const env = { DATABASE_URL: world.url, LOG_LEVEL: 'silent' };
    const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
      env,
      encoding: 'utf8',
    });
    return { status, stdout: stdout.trim(), stderr: stderr.trim() };
  }
  const accountOf = (link: string) =>
    accountLinkView(world.reader, link.split('/').at(-1) ?? '', world.clock.now());

  it('issues a link of one hour for any user, under the address of the console', async () => {
    const user = await world.aUser({ role: 'administrator' });
    const { status, stdout } = operator('link', user.email.toUpperCase(), '--address', 'https://h.example/');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^https:\/\/h\.example\/account-link\/[\w-]{43}$/);
    const { email, expiresAt } = await accountOf(stdout);
    expect(email).toBe(user.email);
    expect(Date.parse(expiresAt) - world.clock.now().getTime()).toBeLessThan(3_660_000);
    expect(await world.eventsOf(user.id)).toEqual(['user.link_issued']);
  });

  it('adds an administrator of a provider or of an authority', async () => {
    const { provider } = await world.aProviderWithBranch();
    const { id, name } = await world.anAuthority();
    const person = (email: string) => ['--email', email, '--name', 'Head of Care'];
    const first = operator('administrator', '--provider', provider.id, ...person('p@example.org'));
    expect(await accountOf(first.stdout)).toMatchObject({ organisation: provider.name });
    const second = operator('administrator', '--authority', id, ...person('a@example.org'));
    expect(await accountOf(second.stdout)).toMatchObject({ organisation: name });
    expect(await world.rows('SELECT role FROM app_user ORDER BY email')).toEqual(
      expect.arrayContaining([{ role: 'administrator' }, { role: 'provider_administrator' }]),
    );
  });

  describe('sets up a council', () => {
    const council = (code: string, name: string, email: string): string[] => [
      'authority',
      ...['--council', name, '--ons-code', code, '--email', email, '--name', 'O’Brien <b> 李'],
    ];

    it('with a first administrator, whose link opens the account', async () => {
      const { status, stdout, stderr } = operator(
        ...council('e10000003', 'Cambridgeshire', 'it@cambs.example'),
      );
      expect({ status, stderr }).toMatchObject({ status: 0 });
      expect(stderr).toContain('Cambridgeshire is set up.');
      expect(await accountOf(stdout)).toMatchObject({
        email: 'it@cambs.example',
        organisation: 'Cambridgeshire',
      });
      const [authority] = await world.rows<{ id: string }>(
        `SELECT id FROM authority WHERE gss_code = 'E10000003'`,
      );
      expect(await world.eventsOf(authority?.id ?? '')).toEqual(['authority.recorded']);
    });

    it('once: the second time it replaces the link, and after the administrator came in it changes nothing', async () => {
      const asked = council('E10000006', 'Cumbria', 'first@cumbria.example');
      const first = operator(...asked);
      const second = operator(...asked);
      await expect(accountOf(first.stdout)).rejects.toMatchObject({ code: 'account_link_invalid' });
      expect(await accountOf(second.stdout)).toMatchObject({ email: 'first@cumbria.example' });
      const corrected = operator(...council('E10000006', 'Cumbria', 'right@cumbria.example'));
      await expect(accountOf(second.stdout)).rejects.toMatchObject({ code: 'account_link_invalid' });
      await world.get(UseLink).execute({
        token: corrected.stdout.split('/').at(-1) ?? '',
        password: 'a long enough sentence',
        address: '192.0.2.1',
      });
      const late = operator(...council('E10000006', 'Cumbria', 'thief@example.org'));
      expect(late).toMatchObject({ status: 0, stdout: '' });
      expect(late.stderr).toContain('Cumbria has an administrator already');
      expect(await world.rows(`SELECT count(*)::int AS n FROM authority WHERE name = 'Cumbria'`)).toEqual([
        { n: 1 },
      ]);
    });

    it('once, however many operators do it at the same time', async () => {
      const act = world.get(SetUpAuthority);
      const results = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          act.execute({
            name: 'Devon',
            gssCode: 'E10000008',
            administrator: { email: `it${n % 2}@devon.example`, name: 'Ann' },
          }),
        ),
      );
      expect(results.map(({ outcome }) => outcome).sort()).toEqual([
        'created',
        ...Array<string>(9).fill('link_renewed'),
      ]);
      const [links] = await world.rows<{ open: number }>(
        `SELECT count(*)::int AS open FROM account_link l JOIN app_user u ON u.id = l.user_id
         WHERE u.email LIKE '%@devon.example' AND l.used_at IS NULL AND l.revoked_at IS NULL`,
      );
      expect(links).toEqual({ open: 1 });
    });

    it.each([
      [council('E07000130', 'Charnwood', 'a@b.example'), 'E06, E08, E09 or E10'],
      [council('E10000011', 'Devon', 'a@b.example'), 'A council with another ONS code is called Devon.'],
      [council('E10000011', 'Dorset', 'no address'), '--email: Enter an e-mail address.'],
      [council('E10000011', 'Dor\nset\u0007', 'a@b.example'), '--council: Enter a name'],
      [['authority'], 'Missing: --council, --ons-code, --email, --name.'],
    ])('not with %j', async (args, reason) => {
      const { status, stderr } = operator(...args);
      expect(status).toBe(reason.startsWith('A council') ? 1 : 2);
      expect(stderr).toContain(reason);
      expect(
        await world.rows(`SELECT 1 FROM authority WHERE gss_code IN ('E10000011', 'E07000130')`),
      ).toEqual([]);
    });
  });

  it.each([
    [['link', 'nobody@example.org'], 'No enabled user has this e-mail address.'],
    [['link'], 'This command is not known, or lacks an argument.'],
    [['dance'], 'This command is not known, or lacks an argument.'],
    [
      ['administrator', '--email', 'x', '--name', 'N', '--provider', '1-1'],
      '--email needs an e-mail address.',
    ],
    [['administrator', '--email', 'x@y.example', '--name', 'N'], 'Give either --authority or --provider.'],
    [['administrator', '--email', 'x@y.example', '--name', 'N', '--provider', '1-0'], 'There is no such'],
    [['link', '--loud'], '--loud'],
  ])('%j says in a sentence what is wrong', (args, words) => {
    const { status, stdout, stderr } = operator(...args);
    expect([status, stdout]).toEqual([/^No enabled|^There is no such/.test(words) ? 1 : 2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('explains itself', () => {
    expect(operator('--help')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('link EMAIL') as string,
    });
  });
});
