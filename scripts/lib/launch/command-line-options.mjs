// @ts-check
import { argumentsOf } from '../arguments.mjs';
import { say, Usage } from '../console-output.mjs';

const HELP = `npm start -- [options]

Starts Homeward: installs and builds what is missing, starts its PostgreSQL in a data folder, brings the
database up to date, loads a demonstration authority on the first start, and serves until Ctrl-C.

  --port NUMBER        the port to serve on (3000)
  --host ADDRESS       the address to serve on (127.0.0.1: this machine only); at any other address the sign-in
                       page does not list the demonstration users
  --data FOLDER        the folder for the data (.data here; for root in a closed folder, /var/lib/homeward)
  --no-demonstration   leave the database empty, and show no demonstration users
  --verbose            show everything the processes log, not only warnings
  --help               show this

Environment:
  DATABASE_URL         use this PostgreSQL server instead of the embedded one; then CROSS_TENANT_DATABASE_URL and
                       OWNER_DATABASE_URL name its other accounts (docs/database-accounts.md)
  REDIS_URL            use this Redis for the queues and the live feed instead of PostgreSQL
  TRUSTED_PROXIES      1, and 1 more for each proxy in front of Homeward (docs/proxies.md); 1 if not given
  LOG_LEVEL            trace, debug, info, warn or error: what the processes log`;

/**
 * The options with which Homeward was started.
 *
 * @typedef {object} Options
 * @property {number} port
 * @property {string} host
 * @property {string | undefined} data
 * @property {boolean} demonstration
 * @property {boolean} verbose
 */

/** @param {string[]} args @returns {Options | null} null if there is nothing more to do */
export function readOptions(args) {
  const { help, port, host, data, verbose, ...rest } = parse(args);
  if (help) {
    say(HELP);
    return null;
  }
  return { port: readPort(port), host, data, verbose, demonstration: !rest['no-demonstration'] };
}

/** @param {string[]} args */
function parse(args) {
  const options = /** @type {const} */ ({
    port: { type: 'string', default: '3000' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string' },
    'no-demonstration': { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  });
  return argumentsOf({ args, options }, HELP).values;
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Usage(`--port ${text} is not a port: give a whole number from 1 to 65535.`, HELP);
}
