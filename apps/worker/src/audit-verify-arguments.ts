import { parseArgs } from 'node:util';

export const HELP = `audit:verify [options]

Says in a sentence whether the log is whole, and if not, where it is not. Only reads (docs/audit.md).

  --heads FILE   compares with the heads in this file, instead of AUDIT_HEADS_FILE
  --keys FILE    trusts the public keys in this file, instead of AUDIT_PUBLIC_KEYS_FILE or the key in AUDIT_KEY_FILE
  --at INSTANT   judges the end of the log as at this instant: for a restored backup, the end of the backup
  --json         prints the outcome as JSON
  --help         shows this

The exit code is 0 if the log is whole, 1 if something disagrees, 2 if nothing disagrees but no head proves where the
log ends, and 3 if the log could not be verified, also because of
an argument that is not known.`;

/** An error in the arguments. The error's text says what to change. */
export class Usage extends Error {}

interface VerifyOptions {
  readonly heads?: string;
  readonly keys?: string;
  readonly at?: Date;
  readonly json: boolean;
}

/**
 * Reads the arguments, before any database is opened. Returns null if they ask for the help.
 *
 * @throws Usage
 */
export function readOptions(args: string[]): VerifyOptions | null {
  const { heads, keys, at, json, help } = parsed(args);
  if (help) return null;
  const instant = at === undefined ? undefined : new Date(at);
  if (instant && Number.isNaN(instant.getTime()))
    throw new Usage('--at needs an instant, such as 2026-11-30T16:00:00Z.');
  return {
    json,
    ...(heads !== undefined && { heads }),
    ...(keys !== undefined && { keys }),
    ...(instant && { at: instant }),
  };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        heads: { type: 'string' },
        keys: { type: 'string' },
        at: { type: 'string' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split(/\.\s|\n/);
    throw new Usage(`${reason.replace(/\.$/, '')}.`);
  }
}
