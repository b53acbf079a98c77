import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getMetadataStorage } from 'class-validator';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { Config } from '#platform/config/config';

interface Service {
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
}

interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

interface NestProject {
  readonly type: 'application' | 'library';
  readonly root: string;
  readonly sourceRoot: string;
  readonly entryFile?: string;
}

const ROOT = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/**
 * True if a compiled file that a process starts with has a source file: `dist/apps/api/src/main.js` comes
 * from `apps/api/src/main.ts`.
 */
const isEntryPoint = (compiled: string): boolean =>
  existsSync(path.join(ROOT, compiled.replace(/^dist\//, '').replace(/\.js$/, '.ts')));

/**
 * Replaces the variables in a compose file as Docker Compose would. `${NAME:-default}` becomes the default,
 * and `${NAME:?message}` becomes a fixed value.
 */
const fillIn = (text: string): string =>
  text.replace(/\$\{\w+(?::-([^}]*)|:\?[^}]*)\}/g, (_, usual?: string) => usual ?? '7');

const compose = load(read('docker-compose.yml'), { schema: YAML11_SCHEMA }) as Compose;
const services = Object.entries(compose.services);
const ours = services.filter(([, { build }]) => build);

describe('docker-compose.yml', () => {
  it('runs every process of ours from an entry point that exists', () => {
    expect(ours.map(([name]) => name)).toEqual(['migrate', 'api', 'worker', 'web']);
    for (const [, { command }] of ours) {
      const [program, entry = ''] = command ?? [];
      expect(program).toBe('node');
      expect([entry, isEntryPoint(entry)]).toEqual([entry, true]);
    }
  });

  it('sets only variables that Config knows', () => {
    const known = getMetadataStorage()
      .getTargetValidationMetadatas(Config, '', false, false)
      .map(({ propertyName }) => propertyName);
    const set = ours.flatMap(([, { environment }]) => Object.keys(environment ?? {}));
    expect(set.filter((name) => !known.includes(name))).toEqual([]);
  });

  it('gives the processes with a database settings that Config accepts', () => {
    for (const [, { environment }] of ours.filter(([name]) => name !== 'web')) {
      const given = Object.entries(environment ?? {}).map(([name, value]) => [name, fillIn(`${value}`)]);
      expect(() => Config.from(Object.fromEntries(given) as Record<string, string>)).not.toThrow();
    }
  });

  it('keeps personal data out of the log of PostgreSQL', () => {
    const settings = compose.services.postgres?.command ?? [];
    expect(settings).toEqual(
      expect.arrayContaining(['log_error_verbosity=terse', 'log_min_error_statement=panic']),
    );
  });

  it('keeps the database from the console', () => {
    expect(Object.keys(compose.services.web?.environment ?? {})).not.toContain('DATABASE_URL');
  });

  it('waits only for services that are there, and for health only where it is checked', () => {
    for (const [, { depends_on: needed }] of services)
      for (const [name, { condition }] of Object.entries(needed ?? {})) {
        expect(compose.services).toHaveProperty(name);
        if (condition === 'service_healthy') expect(compose.services[name]).toHaveProperty('healthcheck');
      }
  });

  it('publishes the console and nothing else, but for the mail catcher of a profile, to this machine only', () => {
    const published = services.filter(([, { ports }]) => ports);
    expect(published.filter(([, { profiles }]) => !profiles).map(([name]) => name)).toEqual(['web']);
    expect(
      published.filter(([, { profiles }]) => profiles).map(([name, { ports }]) => [name, ports]),
    ).toEqual([['mail', ['127.0.0.1:8025:8025']]]);
  });

  it('keeps its data in volumes that are declared', () => {
    const used = services.flatMap(([, { volumes }]) =>
      (volumes ?? []).map((volume) => fillIn(volume).split(':')[0]),
    );
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  it('has no password in it', () => {
    expect(read('docker-compose.yml')).not.toMatch(/PASSWORD: (?!\$\{\w+:\?)/);
  });
});

describe('Dockerfile', () => {
  it('starts an entry point that exists', () => {
    const [, entry = ''] = /^CMD \["node", "(.+)"\]$/m.exec(read('Dockerfile')) ?? [];
    expect([entry, isEntryPoint(entry)]).toEqual([entry, true]);
  });

  it('does not run as root', () => {
    expect(read('Dockerfile')).toMatch(/^USER node$/m);
  });
});

describe('nest-cli.json', () => {
  const { projects } = JSON.parse(read('nest-cli.json')) as { projects: Record<string, NestProject> };

  it.each(Object.entries(projects))('is true about %s', (_, { type, root, sourceRoot, entryFile }) => {
    expect(sourceRoot).toBe(`${root}/src`);
    expect(existsSync(path.join(ROOT, sourceRoot))).toBe(true);
    if (type === 'application')
      expect(existsSync(path.join(ROOT, sourceRoot, `${entryFile ?? 'main'}.ts`))).toBe(true);
  });
});
