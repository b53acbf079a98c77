import { randomUUID } from 'node:crypto';
import { anAuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import { withDatabase } from '../../support/scale/with-database.js';
import { seconds, table } from '../measuring.js';
import type { BenchPart, BenchServer, BenchStage } from '../bench-tools.js';

const PEOPLE = 10_000;
const SCALE = { branches: 300, lots: 40, method: 'broadcast', people: 1 } as const;
/** The longest time in seconds that the import of people and of their live care may take together (docs/rules.md §9). */
const MOST_SECONDS = 120;
const WAIT_MS = 100;

/** Imports people and their live care over HTTP, with the API and one worker, as a council does once. */
export const part: BenchPart = {
  name: 'import',
  about: `${PEOPLE.toLocaleString('en-GB')} people with live care are imported, dry run included`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const [clock]: { now: Date }[] = await server.reader.query('SELECT now()');
      if (!clock) throw new Error('the database does not know the time');
      const { commissioner, branches } = await withDatabase(server.url, (database) =>
        anAuthorityAtScale(database, { ...SCALE, now: clock.now, spareMinutes: 600 }),
      );
      const areas: { area: string }[] = await server.reader.query('SELECT area FROM lot_area ORDER BY area');
      const branchIds = branches.map(({ id }) => id);
      const postcodes = areas.map(({ area }) => (area.includes(' ') ? `${area}TU` : `${area} 3TU`));
      await measure(stage, server, commissioner.token, files(postcodes, branchIds));
    } finally {
      await server.close();
    }
  },
};

/** A word of eight letters that differs from the words of other numbers, so that no two people seem to be one. */
function wordOf(n: number): string {
  let rest = (n * 2_654_435_761) % 26 ** 8;
  let word = '';
  for (let letter = 0; letter < 8; letter++) {
    word += String.fromCharCode(97 + (rest % 26));
    rest = Math.floor(rest / 26);
  }
  return word;
}

function files(postcodes: readonly string[], branchIds: readonly string[]): { people: string; care: string } {
  const people = ['Case number,First name,Last name,Date of birth,Address,Postcode,Lives alone'];
  const care = [
    'Care reference,Case number,CQC location id,Start date,Visits,Earlier sizes,This size since,Hourly rate',
  ];
  for (let n = 0; n < PEOPLE; n++) {
    const born = `${1 + (n % 28)}/${1 + (n % 12)}/${1925 + (n % 40)}`;
    people.push(
      `B-${n},${wordOf(n)},${wordOf(n + PEOPLE)},${born},${n} Lane,${postcodes[n % postcodes.length]},yes`,
    );
    care.push(
      `S-${n},B-${n},${branchIds[n % branchIds.length]},06/01/2025,"daily breakfast 30, personal care; daily tea 30",06/01/2025 = 3.5,01/06/2025,22.40`,
    );
  }
  return { people: people.join('\r\n'), care: care.join('\r\n') };
}

async function measure(
  stage: BenchStage,
  server: BenchServer,
  token: string,
  { people, care }: { readonly people: string; readonly care: string },
): Promise<void> {
  const api = await stage.startApi(server);
  const worker = await stage.startWorker(server);
  const before = worker.residentMegabytes();
  let largest = before;
  const ask = async (
    path: string,
    content?: string,
  ): Promise<{ id: string; status: string; counts: { added: number } }> => {
    const answer = await fetch(`${api.address}/v1/${path}`, {
      method: content === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        ...(content !== undefined && { 'content-type': 'text/csv', 'idempotency-key': randomUUID() }),
      },
      ...(content && { body: content }),
    });
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as { id: string; status: string; counts: { added: number } };
  };
  const until = async (id: string, status: string): Promise<number> => {
    for (;;) {
      const file = await ask(`imports/${id}`);
      largest = Math.max(largest, worker.residentMegabytes());
      if (file.status === status) return file.counts.added;
      await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
    }
  };
  try {
    const times: Record<string, number> = {};
    for (const [kind, content] of [
      ['people', people],
      ['care', care],
    ] as const) {
      let id = '';
      times[`upload of ${kind}`] = await seconds(async () => {
        ({ id } = await ask(`imports?kind=${kind}&name=${kind}.csv`, content));
      });
      times[`dry run of ${kind}`] = await seconds(() => until(id, 'checked'));
      times[`import of ${kind}`] = await seconds(async () => {
        await fetch(`${api.address}/v1/imports/${id}/start`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}` },
        });
        const added = await until(id, 'done');
        if (added !== PEOPLE) throw new Error(`${added} rows of ${kind} were added`);
      });
    }
    const total = Object.values(times).reduce((sum, time) => sum + time, 0);
    const lines = table([
      ['', 'time', 'rows a second'],
      ...Object.entries(times).map(([what, time]) => [
        what,
        `${time.toFixed(1)} s`,
        (PEOPLE / time).toFixed(0),
      ]),
      ['all', `${total.toFixed(1)} s`, ''],
    ]);
    for (const line of lines) stage.say(line);
    stage.say(`  the worker grew from ${before.toFixed(0)} to at most ${largest.toFixed(0)} MB`);
    stage.say(`  within ${MOST_SECONDS} s: ${total <= MOST_SECONDS ? 'kept' : 'NOT KEPT'}`);
  } finally {
    await worker.stop();
    await api.stop();
  }
}
