// @ts-check
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledTest, inRunFolder } from '../compiled-tests.mjs';
import { say } from '../console-output.mjs';
import { stageIn } from './bench-tools.mjs';

/** @typedef {{ name: string, about: string, run: (stage: object) => Promise<void> }} Part */

/** @param {readonly string[]} names  empty for every part */
export async function runBench(names) {
  await inRunFolder(async (runFolder) => {
    const parts = await findParts(names);
    say(`\n${machine()}`);
    for (const { name, about, run } of parts) {
      const began = performance.now();
      say(`\n${name}: ${about}\n`);
      await run(stageIn(runFolder));
      say(`\n  (${((performance.now() - began) / 1_000).toFixed(0)} s)`);
    }
  });
}

/** @param {readonly string[]} names @returns {Promise<Part[]>} */
async function findParts(names) {
  const folder = path.dirname(compiledTest('bench/parts/-'));
  const files = fs
    .readdirSync(folder)
    .filter((file) => file.endsWith('.js'))
    .sort();
  /** @type {Part[]} */
  const parts = [];
  for (const file of files) parts.push((await import(pathToFileURL(path.join(folder, file)).href)).part);
  return parts.filter(({ name }) => names.length === 0 || names.includes(name));
}

function machine() {
  const [cpu] = os.cpus();
  const memory = `${Math.round(os.totalmem() / 2 ** 30)} GiB`;
  return `${new Date().toISOString()}  Node ${process.versions.node}, ${os.cpus().length} cores (${cpu?.model.trim()}), ${memory}, ${os.type()} ${os.release()}`;
}
