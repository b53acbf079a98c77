import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { environmentWith } from '../../support/environment.js';

const ROOT = path.resolve(__dirname, '../../..');

/** What each command says of arguments that it cannot use. The exit code is 2, but for `audit:verify`, where 2 is an answer. */
const CASES: readonly (readonly [
  script: string,
  args: readonly string[],
  sentence: string,
  code?: number,
])[] = [
  ['scripts/backup.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/backup.mjs', ['somewhere'], "Unexpected argument 'somewhere'."],
  ['scripts/backup.mjs', [], '--to is missing.'],
  ['scripts/backup.mjs', ['--to', ''], '--to is missing.'],
  ['scripts/backup.mjs', ['--to', 'b', '--keep', '0'], '--keep needs a whole number from 1.'],
  ['scripts/backup.mjs', ['--to', 'b', '--keep'], "Option '--keep <value>' argument missing."],
  ['scripts/restore.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/restore.mjs', ['--from', 'b'], '--from and --data must be given.'],
  ['scripts/restore.mjs', ['--from'], "Option '--from <value>' argument missing."],
  ['scripts/operator.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/operator.mjs', ['dance'], 'This command is not known, or lacks an argument.'],
  ['scripts/operator.mjs', ['link'], 'This command is not known, or lacks an argument.'],
  [
    'scripts/operator.mjs',
    ['link', 'a@b.example', '--address', 'nowhere'],
    '--address needs an address such as',
  ],
  [
    'scripts/operator.mjs',
    ['administrator', '--email', 'x', '--name', 'N'],
    '--email needs an e-mail address.',
  ],
  ['scripts/audit-verify.mjs', ['--bogus'], "Unknown option '--bogus'.", 3],
  ['scripts/audit-verify.mjs', ['--at', 'never'], '--at needs an instant, such as', 3],
  ['scripts/tour.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/tour.mjs', ['nowhere'], "'nowhere' is not an address."],
  ['scripts/start.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/start.mjs', ['--port', 'abc'], '--port abc is not a port: give a whole number from 1 to 65535.'],
  ['scripts/start.mjs', ['extra'], "Unexpected argument 'extra'."],
  ['scripts/bench.mjs', ['--bogus'], "Unknown option '--bogus'."],
  ['scripts/bench.mjs', ['dance'], 'There is no part dance.'],
  ['scripts/contingency.mjs', ['open', 'pack'], 'This command is not known, or lacks an argument.'],
  ['dist/apps/worker/src/migrate.js', ['--bogus'], "Unknown option '--bogus'."],
  ['dist/apps/worker/src/migrate.js', ['now'], "Unexpected argument 'now'."],
  ['dist/apps/worker/src/operator.js', ['dance'], 'This command is not known, or lacks an argument.'],
];

describe('a command of the operator', () => {
  let folder: string;
  beforeAll(() => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'homeward-arguments-'));
  });
  afterAll(() => fs.rmSync(folder, { recursive: true }));

  it.each(CASES.map(([script, args, sentence, code = 2]) => ({ script, args, sentence, code })))(
    '$script $args says in one sentence what is wrong, and then its help',
    ({ script, args, sentence, code }) => {
      const env = environmentWith({ HOMEWARD_DATA: folder, DATABASE_URL: 'postgresql://none' });
      const run = spawnSync(process.execPath, [path.join(ROOT, script), ...args], {
        cwd: ROOT,
        env,
        encoding: 'utf8',
      });
      const [first = '', ...help] = run.stderr.trim().split('\n');
      expect(first).toContain(sentence);
      expect(help.join('\n')).toMatch(/--help|npm run/);
      expect(run.stderr).not.toMatch(/\n\s+at |node:internal/);
      expect(run.status).toBe(code);
      expect(fs.readdirSync(folder)).toEqual([]);
    },
  );
});
