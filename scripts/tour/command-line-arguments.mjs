// @ts-check
import { argumentsOf } from '../lib/arguments.mjs';
import { say, Usage } from '../lib/console-output.mjs';

const HELP = `npm run tour -- [address]

Plays the story of one package with real clients, and writes the requests and the answers to docs/api.

  address              the address of a running Homeward with its demonstration authority, such as
                       http://localhost:3000; without an address, the tour starts a Homeward and stops it afterwards
  --help               show this`;

/**
 * Reads the arguments of the tour. Prints the help if the arguments ask for it.
 *
 * @param {string[]} args
 * @returns {{ address: string | undefined } | null} null if there is nothing more to do
 */
export function readArguments(args) {
  const { values, positionals } = parse(args);
  if (values.help) {
    say(HELP);
    return null;
  }
  const [address, ...more] = positionals;
  if (more.length > 0) throw unusable(`There is more than one address: ${positionals.join(' ')}`);
  if (address !== undefined && !/^https?:\/\/./.test(address))
    throw unusable(`'${address}' is not an address`);
  if (address !== undefined && !URL.canParse(address)) throw unusable(`'${address}' is not an address`);
  return { address };
}

/** @param {string[]} args */
const parse = (args) =>
  argumentsOf(
    {
      args,
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h', default: false } },
    },
    HELP,
  );

/** @param {string} reason */
const unusable = (reason) => new Usage(`${reason}.`, HELP);
