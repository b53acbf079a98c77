// @ts-check
// npm run contingency: makes a key for contingency packs, and opens a pack (docs/contingency.md). Needs no database.
import fs from 'node:fs';
import path from 'node:path';
import { assertNodeVersion } from './lib/node-version.mjs';
import { argumentsOf } from './lib/arguments.mjs';
import { endWith, Refusal, say, Usage } from './lib/console-output.mjs';

const HELP = `npm run contingency -- COMMAND

  new-key FILE                            makes a key pair: writes the secret key to FILE and prints the public key
  open PACK --key FILE --to FOLDER        decrypts and unpacks a contingency pack into a new folder

The secret key opens every pack: keep it where it is safe, and where it can be found while Homeward is down.`;

try {
  assertNodeVersion();
  const { values, positionals } = argumentsOf(
    {
      allowPositionals: true,
      options: { key: { type: 'string' }, to: { type: 'string' }, help: { type: 'boolean' } },
    },
    HELP,
  );
  const [command, file] = positionals;
  if (values.help || command === undefined) say(HELP);
  else if (command === 'new-key' && file !== undefined) await makeKey(here(file));
  else if (command === 'open' && file !== undefined && values.key !== undefined && values.to !== undefined)
    await openPack(here(file), here(values.key), here(values.to));
  else throw new Usage('This command is not known, or lacks an argument.', HELP);
} catch (error) {
  endWith(error);
}

/** @param {string} file */
function here(file) {
  return path.resolve(process.env.INIT_CWD ?? '.', file);
}

/** @param {string} file */
async function makeKey(file) {
  if (fs.existsSync(file)) throw new Refusal(`${file} exists already. Nothing was changed.`);
  const { generateX25519Identity, identityToRecipient } = await import('age-encryption');
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  fs.writeFileSync(file, `# public key: ${recipient}\n${identity}\n`, { flag: 'wx', mode: 0o600 });
  say(`The secret key is in ${file}. Enter this public key in the console, under Contingency:`);
  say(recipient);
}

/** @param {string} pack @param {string} keyFile @param {string} folder */
async function openPack(pack, keyFile, folder) {
  if (fs.existsSync(folder) && fs.readdirSync(folder).length > 0)
    throw new Refusal(`${folder} is not empty. Nothing was changed.`);
  const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(fs.readFileSync(keyFile, 'utf8'))?.[0];
  if (identity === undefined) throw new Refusal(`${keyFile} has no secret key of age.`);
  const { Decrypter } = await import('age-encryption');
  const { unzipSync } = await import('fflate');
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  /** @type {Record<string, Uint8Array>} */
  let files;
  try {
    files = unzipSync(await decrypter.decrypt(new Uint8Array(fs.readFileSync(pack))));
  } catch {
    throw new Refusal(`${pack} cannot be opened with this key: the key is another, or the file is damaged.`);
  }
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files))
    fs.writeFileSync(path.join(folder, path.basename(name)), content, { mode: 0o600 });
  say(`Unpacked to ${folder}. Open ${path.join(folder, 'work-from-this-page.html')} in a browser.`);
}
