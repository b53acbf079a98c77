import { anAuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import { withDatabase } from '../../support/scale/with-database.js';
import { median, seconds, table } from '../measuring.js';
import type { BenchPart, BenchStage } from '../bench-tools.js';

const SCALE = { branches: 300, lots: 10, method: 'broadcast' } as const;
const TIMES = 9;
/** The longest time in seconds that a commissioner should wait for a preview. */
const MOST_SECONDS = 2;

interface Measured {
  readonly people: number;
  /**
   * `first`: the seconds of the first request to a new API process. `later`: the median seconds of the
   * requests after the first.
   */
  readonly first: number;
  readonly later: number;
}

/**
 * Measures over HTTP the preview of a hand-back (docs/rules.md §3.4.6 and §9). The branch cares for 300
 * people, and in a second measurement for 3,000.
 */
export const part: BenchPart = {
  name: 'preview',
  about: `what a hand-back would do, in an authority with ${SCALE.branches} branches in ${SCALE.lots} lots`,
  async run(stage) {
    const few = await measure(stage, 300);
    const many = await measure(stage, 3_000);
    const row = (name: string, figure: (run: Measured) => number): string[] => [
      name,
      ...[few, many].map((run) => `${figure(run).toFixed(2)} s`),
      (figure(many) / figure(few)).toFixed(1),
    ];
    const lines = table([
      ['', `${few.people} people`, `${many.people} people`, 'times'],
      row('the first answer of the process', (run) => run.first),
      row(`the median of ${TIMES} after it`, (run) => run.later),
    ]);
    for (const line of lines) stage.say(line);
    const isKept = Math.max(many.first, many.later) <= MOST_SECONDS;
    stage.say(`  answered within ${MOST_SECONDS} seconds: ${isKept ? 'kept' : 'NOT KEPT'}`);
  },
};

async function measure(stage: BenchStage, people: number): Promise<Measured> {
  const server = await stage.openServer();
  try {
    const [clock]: { now: Date }[] = await server.reader.query('SELECT now()');
    if (!clock) throw new Error('the database does not know the time');
    // With little spare capacity, no branch can take some of the people. For each of these people, the
    // preview looks at all branches.
    const scale = { ...SCALE, now: clock.now, people, spareMinutes: 600 };
    const { leaving, commissioner } = await withDatabase(server.url, (database) =>
      anAuthorityAtScale(database, scale),
    );
    const api = await stage.startApi(server);
    try {
      const ask = async (): Promise<void> => {
        const answer = await fetch(`${api.address}/v1/previews/hand-back`, {
          method: 'POST',
          headers: { authorization: `Bearer ${commissioner.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ branchId: leaving.id, lotIds: [] }),
        });
        const body = await answer.text();
        if (answer.status !== 200) throw new Error(`the preview is answered ${answer.status}: ${body}`);
      };
      const first = await seconds(ask);
      const later: number[] = [];
      for (let time = 0; time < TIMES; time++) later.push(await seconds(ask));
      return { people, first, later: median(later) };
    } finally {
      await api.stop();
    }
  } finally {
    await server.close();
  }
}
