// @ts-check
import fs from 'node:fs';
import { Refusal } from './console-output.mjs';

/**
 * Checks that Node is at least the version that package.json requires. Uses only features that old Node
 * versions have.
 *
 * @throws {Refusal} for an older Node
 */
export function assertNodeVersion() {
  const { engines } = JSON.parse(fs.readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const [major = 0, minor = 0] = numbers(engines.node);
  const [ourMajor = 0, ourMinor = 0] = numbers(process.versions.node);
  if (ourMajor > major || (ourMajor === major && ourMinor >= minor)) return;
  throw new Refusal(
    `Homeward needs Node ${major}.${minor} or newer, and this is Node ${process.versions.node}.`,
  );
}

/** @param {string} version @returns {number[]} */
function numbers(version) {
  return (version.match(/\d+/g) ?? []).map(Number);
}
