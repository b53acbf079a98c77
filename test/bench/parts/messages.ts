import { setTimeout as pause } from 'node:timers/promises';
import { openMarket } from '../bench-authority.js';
import type { BenchPart, BenchServer, HelperProcess } from '../bench-tools.js';
import { median, perMille, table } from '../measuring.js';

const BRANCHES = 300;
const ROUNDS = 3;
const PATIENCE_MS = 60_000;
/** The time within which the last branch must have been told, docs/performance.md. */
const AIM_MS = 5_000;

/**
 * Measures the time from the commit of a broadcast for a hospital discharge to the mail server having the mail of each
 * invited branch: the reader of the log, the decision, the claim and SMTP.
 */
export const part: BenchPart = {
  name: 'messages',
  about: `a broadcast to ${BRANCHES} branches, from its commit to the mail server`,
  async run(stage) {
    const server = await stage.openServer({ track_commit_timestamp: 'on' });
    const catcher = await stage.startHelper('mail-catcher');
    const port = await catcher.ask<number>('listen');
    const worker = await stage.startWorker(server, {
      SMTP_URL: `smtp://127.0.0.1:${port}?tls=off`,
      MAIL_FROM: 'homeward@council.example',
      PUBLIC_ADDRESS: 'https://homeward.example',
    });
    try {
      const market = await openMarket(server, {
        people: 10,
        branches: BRANCHES,
        lots: 1,
        method: 'broadcast',
        spareMinutes: 100_000,
      });
      const packages = await market.draft(ROUNDS + 1, 0, 'hospital');
      const rounds: number[][] = [];
      for (const packageId of packages) {
        await market.publish([packageId]);
        const committed = await commitOf(server, packageId);
        rounds.push((await arrivals(server, catcher, packageId)).map((at) => at - committed));
      }
      const measured = rounds.slice(1);
      for (const line of table([
        ['', 'first ms', 'p50 ms', 'p95 ms', 'last ms'],
        ...measured.map((delays, n) => [
          `broadcast ${n + 1}, ${delays.length} mails`,
          Math.min(...delays).toFixed(0),
          median(delays).toFixed(0),
          perMille(delays, 950).toFixed(0),
          Math.max(...delays).toFixed(0),
        ]),
      ]))
        stage.say(line);
      const last = median(measured.map((delays) => Math.max(...delays)));
      stage.say(`  the last branch was told after ${last.toFixed(0)} ms; the aim is ${AIM_MS} ms`);
      await market.close();
    } finally {
      for (const one of [worker, catcher]) await one.stop();
      await server.close();
    }
  },
};

/** Returns the time of the commit of a package's broadcast, in milliseconds. */
async function commitOf({ reader }: BenchServer, packageId: string): Promise<number> {
  const [row]: { at: number | null }[] = await reader.query(
    `SELECT (extract(epoch FROM pg_xact_commit_timestamp(xmin)) * 1000)::float AS at FROM event
     WHERE name = 'broadcast.opened' AND package_id = $1`,
    [packageId],
  );
  return row?.at ?? NaN;
}

/** Waits until every invitation of a package is handed over, and returns when the mail server had each mail. */
async function arrivals(
  { reader }: BenchServer,
  catcher: HelperProcess,
  packageId: string,
): Promise<number[]> {
  const began = performance.now();
  const expected = await reader.query('SELECT 1 FROM event WHERE name = $1 AND package_id = $2', [
    'invitation.opened',
    packageId,
  ]);
  const found: number[] = [];
  while (found.length < expected.length) {
    if (performance.now() - began > PATIENCE_MS)
      throw new Error(`only ${found.length} of ${expected.length} mails have arrived`);
    await pause(50);
    found.push(...(await catcher.ask<number[]>('arrivals')));
  }
  return found;
}
