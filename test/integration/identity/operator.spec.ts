import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { accountLinkView } from '#brokerage/identity/account-links.queries';
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

  it.each([
    [['link', 'nobody@example.org'], 'No enabled user has this e-mail address.'],
    [['link'], 'This command is not known. The option --help lists the commands.'],
    [['dance'], 'This command is not known. The option --help lists the commands.'],
    [
      ['administrator', '--email', 'x', '--name', 'N', '--provider', '1-1'],
      '--email needs an e-mail address.',
    ],
    [['administrator', '--email', 'x@y.example', '--name', 'N'], 'Give either --authority or --provider.'],
    [['administrator', '--email', 'x@y.example', '--name', 'N', '--provider', '1-0'], 'There is no such'],
    [['link', '--loud'], '--loud'],
  ])('%j says in a sentence what is wrong', (args, words) => {
    const { status, stdout, stderr } = operator(...args);
    expect([status, stdout]).toEqual([1, '']);
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
