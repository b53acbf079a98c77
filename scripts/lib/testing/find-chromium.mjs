// @ts-check
import fs from 'node:fs';
import { Refusal } from '../console-output.mjs';
import { findOnPath, installFromDebian } from './install-from-debian.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * Finds a Chromium for the browser tests (journeys), or installs one.
 *
 * @param {{ mayInstall: boolean }} how
 * @returns {Promise<string | null>} the program, or null if none can be found or installed
 */
export async function findChromium({ mayInstall }) {
  const given = process.env.CHROMIUM;
  if (given && !fs.existsSync(given)) throw new Refusal(`CHROMIUM does not name a program: ${given}.`);
  if (given) return given;
  const found = findOnPath(...NAMES);
  if (found) return found;
  return (mayInstall && (await installFromDebian('chromium', 'the journeys in a real browser'))) || null;
}
