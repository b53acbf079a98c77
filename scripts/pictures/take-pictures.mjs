// @ts-check
import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { ROOT } from '../lib/project-paths.mjs';
import { Refusal, say } from '../lib/console-output.mjs';
import { findChromium } from '../lib/testing/find-chromium.mjs';
import { aRunningHomeward } from '../lib/start-or-use-homeward.mjs';
import { PICTURES } from './pictures.mjs';

const FOLDER = path.join(ROOT, 'docs/pictures');
const PASSWORD = 'homeward-demonstration';
const ALONE = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars'];
const DESK = { width: 1200, height: 900 };
const PHONE = { width: 390, height: 780 };

/** @param {string | undefined} address  of a running Homeward; if absent, starts one */
export async function takePictures(address) {
  const executablePath = await findChromium({ mayInstall: true });
  if (!executablePath) throw new Refusal('Pictures need a Chromium: CHROMIUM=/path/to/chrome names one.');
  const homeward = await aRunningHomeward(address);
  const browser = await chromium.launch({ executablePath, args: ALONE });
  try {
    fs.mkdirSync(FOLDER, { recursive: true });
    for (const picture of PICTURES) {
      const page = await signedIn(browser, homeward.address, picture);
      await picture.find(page);
      const file = path.join(FOLDER, `${picture.name}.png`);
      await page.screenshot({ path: file, animations: 'disabled' });
      say(`  ${path.relative(ROOT, file)}`);
      await page.context().close();
    }
  } finally {
    await browser.close();
    await homeward.stop();
  }
}

/**
 * @param {import('playwright-core').Browser} browser
 * @param {string} baseURL
 * @param {import('./pictures.mjs').Picture} picture
 */
async function signedIn(browser, baseURL, { as, isOnPhone }) {
  const viewport = isOnPhone ? PHONE : DESK;
  const context = await browser.newContext({ baseURL, viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(as);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('button', { name: 'Sign out' }).first().waitFor();
  return page;
}
