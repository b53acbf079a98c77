import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { Config } from '#platform/config/config';

const ROOT = path.resolve(__dirname, '../../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** Variables of the operating system, of npm and of PostgreSQL's libraries, which are no settings of Homeward. */
const NOT_OURS = new Set(['PATH', 'INIT_CWD', 'LC_ALL']);

/** The scripts that an operator runs. Settings of tests and measurements are in CONTRIBUTING.md. */
const SCRIPTS = ['start', 'operator', 'audit-verify', 'backup', 'restore', 'contingency']
  .map((name) => `scripts/${name}.mjs`)
  .concat(['launch', 'postgres', 'backup'].flatMap((folder) => filesIn(`scripts/lib/${folder}`)));

function filesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder)).map((name) => `${folder}/${name}`);
}

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

/** The variables that the code reads. */
function variablesRead(): string[] {
  const configured = getMetadataStorage()
    .getTargetValidationMetadatas(Config, '', false, false)
    .map(({ propertyName }) => propertyName);
  const ofWeb = all(read('apps/web/src/config.ts'), /environment\.([A-Z_]+)/g);
  const ofScripts = SCRIPTS.map(read).flatMap((text) => [
    ...all(text, /process\.env\.([A-Z_]+)/g),
    ...all(text, /const \{ ([A-Z_, ]+) \} = process\.env/g).flatMap((names) => names.split(', ')),
  ]);
  const ofCompose = all(read('docker-compose.yml'), /\$\{(\w+)/g);
  const found = new Set([...configured, ...ofWeb, ...ofScripts, ...ofCompose]);
  return [...found].filter((name) => !NOT_OURS.has(name)).sort();
}

describe('the documents for operators', () => {
  const rows = all(read('docs/settings.md'), /^\| `(\w+)`/gm);

  it('list every environment variable that the code reads, and no other', () => {
    expect([...rows].sort()).toEqual(variablesRead());
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('state the defaults that the code has', () => {
    const config = Config.from({ DATABASE_URL: 'postgres://x' });
    const defaults = Object.entries(config).filter(
      ([name, value]) => name !== 'DATABASE_URL' && value !== undefined,
    );
    expect(defaults.length).toBeGreaterThan(4);
    for (const [name, value] of defaults)
      expect(read('docs/settings.md')).toMatch(
        new RegExp(`^\\| \`${name}\` +\\| [^|]+ \\| \`${String(value)}\``, 'm'),
      );
  });

  it.each([
    'README.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...filesIn('docs').filter((file) => file.endsWith('.md')),
  ])('%s links only to files that exist', (file) => {
    const links = all(read(file), /\]\((?!https?:|mailto:|#)([^)#]+)[^)]*\)/g);
    const missing = links.filter((link) => !existsSync(path.join(ROOT, path.dirname(file), link)));
    expect(missing).toEqual([]);
  });

  it('name a page for all that an IT officer needs', () => {
    const page = read('docs/operating.md').toLowerCase();
    for (const word of [
      ...['size', 'settings.md', 'nginx', 'caddy', 'tls', 'first administrator', 'mail', 'backup', 'restore'],
      ...['upgrade', 'go back', 'monitoring', 'log', 'data', 'report'],
    ])
      expect(page).toContain(word);
    expect(read('README.md')).toContain('docs/operating.md');
  });

  it('name only npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const file of ['README.md', ...filesIn('docs').filter((name) => name.endsWith('.md'))]) {
      const unknown = all(read(file), /npm run ([\w:]+)/g).filter((name) => !(name in scripts));
      expect([file, unknown]).toEqual([file, []]);
    }
  });
});
