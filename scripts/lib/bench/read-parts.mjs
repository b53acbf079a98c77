// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { argumentsOf } from '../arguments.mjs';
import { say, Usage } from '../console-output.mjs';
import { ROOT } from '../project-paths.mjs';

/** Reads which parts of the bench are asked for, before anything is installed. Prints the help if it is asked for.
 * @param {string[]} args
 * @returns {string[] | null} the names, empty for every part; null if there is nothing more to do
 */
export function readParts(args) {
  const known = fs
    .readdirSync(path.join(ROOT, 'test/bench/parts'))
    .flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? [])
    .sort();
  const help = `npm run bench -- [part …]

Measures speed as ratios, side by side in one run. Without a part, runs all (docs/performance.md).

  part                 ${known.join(', ')}
  --help               show this`;
  const { values, positionals } = argumentsOf(
    { args, allowPositionals: true, options: { help: { type: 'boolean' } } },
    help,
  );
  if (values.help) {
    say(help);
    return null;
  }
  const unknown = positionals.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new Usage(`There is no part ${unknown}.`, help);
  return positionals;
}
