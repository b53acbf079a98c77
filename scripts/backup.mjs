// @ts-check
// npm run backup: backs up the data of the embedded form, also while Homeward runs (docs/backup.md).
// `npm run backup -- --help` lists the options.
import path from 'node:path';
import { assertNodeVersion } from './lib/node-version.mjs';
import { argumentsOf } from './lib/arguments.mjs';
import { endWith, say, Usage } from './lib/console-output.mjs';

const HELP = `npm run backup -- --to FOLDER [options]

Backs up Homeward's data to a new folder inside FOLDER. Homeward may run meanwhile.

  --to FOLDER      where backups are kept; on another disk than the data
  --data FOLDER    the data folder, if it is not the usual one (or HOMEWARD_DATA)
  --keep NUMBER    after this backup, keep only so many of the newest backups in FOLDER
  --key-to FILE    also copy the key that signs the audit chain, to a file that must not lie in FOLDER
  --help           show this

A backup has personal data: encrypt the disk that it is on. docs/backup.md says what to keep apart.`;

try {
  assertNodeVersion();
  const { values } = argumentsOf(
    {
      options: {
        to: { type: 'string' },
        data: { type: 'string' },
        keep: { type: 'string' },
        'key-to': { type: 'string' },
        help: { type: 'boolean' },
      },
    },
    HELP,
  );
  if (values.help) say(HELP);
  else {
    if (!values.to) throw new Usage('--to is missing.', HELP);
    if (values.keep !== undefined && !/^[1-9]\d{0,3}$/.test(values.keep))
      throw new Usage('--keep needs a whole number from 1.', HELP);
    if (values.data !== undefined) process.env.HOMEWARD_DATA = values.data;
    const here = (/** @type {string} */ file) => path.resolve(process.env.INIT_CWD ?? '.', file);
    const { backUp } = await import('./lib/backup/back-up.mjs');
    const backup = await backUp({
      to: here(values.to),
      keep: values.keep === undefined ? null : Number(values.keep),
      keyTo: values['key-to'] === undefined ? null : here(values['key-to']),
    });
    say(`The backup is complete: ${backup}`);
    say('The key that signs the audit chain is not in it: keep a copy apart (docs/backup.md).');
  }
} catch (error) {
  endWith(error);
}
