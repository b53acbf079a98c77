import fs from 'node:fs';
import path from 'node:path';
import { ACTS } from './brokerage.module.js';
import { UPKEEP } from './upkeep.module.js';
import { ENTITIES } from './rows/entities.js';

/**
 * The folder with the acts of the demonstration. The brokerage module does not provide these acts, so no
 * process that serves users can run them.
 */
const APART = 'demonstration';

const namesIn = (decorated: RegExp): string[] =>
  fs
    .readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith(APART))
    .flatMap((file) => [...fs.readFileSync(path.join(__dirname, file), 'utf8').matchAll(decorated)])
    .flatMap(([, name]) => name ?? [])
    .sort();

describe('the brokerage', () => {
  it('provides every act and step that is made to be injected', () => {
    const provided = [...ACTS, ...UPKEEP].map(({ name }) => name);
    expect(provided.sort()).toEqual(namesIn(/^@Injectable\(\)\nexport class (\w+)/gm));
  });

  it('knows every entity', () => {
    expect(ENTITIES.map(({ name }) => name).sort()).toEqual(namesIn(/^@Entity\(.+\)\nexport class (\w+)/gm));
  });
});
