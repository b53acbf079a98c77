import { randomUUID } from 'node:crypto';
import { withDatabase } from '../../support/scale/with-database.js';
import { anAuthorityAtScale } from '../../support/scale/authority-at-scale.js';
import { median, seconds, table } from '../measuring.js';
import type { BenchPart, BenchStage } from '../bench-tools.js';

const PEOPLE = 10_000;
const SCALE = { branches: 300, lots: 40, method: 'broadcast', people: 300 } as const;
const TIMES = 9;
/** The longest time in milliseconds that a search should take (docs/rules.md §9). */
const MOST_SEARCH_MS = 150;

const SEARCHES = [
  ['two misspelt names', 'margret smiht'],
  ['six short words', 'a b c d e f'],
  ['a case number', 'B-77'],
  ['a month of birth', '3 1938'],
  ['an NHS number', '943 476 5919'],
  ['a postcode', 'LE11 3TU'],
  ['the reference of a package', 'HW-1'],
] as const;

const ADD_PEOPLE = `
  INSERT INTO person (id, authority_id, reference, given_name, family_name, born_on, address_lines, postcode,
                      lives_alone, created_at)
  SELECT gen_random_uuid(), $1, 'B-' || n, substr(md5(n::text), 1, 6), substr(md5((n / 7)::text), 1, 8) || ' ' || n % 90,
         (1925 + n % 60)::text || '-01-02', '{1 Road}', 'LE11 3TU', true, now()
  FROM generate_series(1, ${PEOPLE}) n`;

/** Measures over HTTP how long it takes to find a person among 10,000, and to read the set-up page's checks. */
export const part: BenchPart = {
  name: 'search',
  about: `a person is found among ${PEOPLE.toLocaleString('en-GB')}; the set-up of ${SCALE.branches} branches in ${SCALE.lots} lots`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const [clock]: { now: Date }[] = await server.reader.query('SELECT now()');
      if (!clock) throw new Error('the database does not know the time');
      const { commissioner } = await withDatabase(server.url, async (database) => {
        const authority = await anAuthorityAtScale(database, { ...SCALE, now: clock.now, spareMinutes: 600 });
        await database.reader.query(ADD_PEOPLE, [authority.authorityId]);
        await database.reader.query('ANALYZE');
        return authority;
      });
      const api = await stage.startApi(server);
      try {
        await measure(stage, api.address, commissioner.token);
      } finally {
        await api.stop();
      }
    } finally {
      await server.close();
    }
  },
};

async function measure(stage: BenchStage, address: string, token: string): Promise<void> {
  const ask = async (path: string, body?: object): Promise<void> => {
    const answer = await fetch(`${address}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(body && { 'idempotency-key': randomUUID() }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path} is answered ${answer.status}: ${text}`);
  };
  const medianMs = async (work: () => Promise<void>): Promise<number> => {
    await work();
    const times: number[] = [];
    for (let n = 0; n < TIMES; n++) times.push(1_000 * (await seconds(work)));
    return median(times);
  };
  const bare = await medianMs(() => ask('/v1/me'));
  const searches: [string, number][] = [];
  for (const [what, text] of SEARCHES)
    searches.push([`search for ${what}`, await medianMs(() => ask('/v1/person-searches', { text }))]);
  const setUp = await medianMs(() => ask('/v1/set-up'));
  const row = (what: string, ms: number): string[] => [what, `${ms.toFixed(1)} ms`, (ms / bare).toFixed(1)];
  const lines = table([
    ['', 'median', 'times a read of the own account'],
    row('the own account', bare),
    ...searches.map(([what, ms]) => row(what, ms)),
    row('the checks of the set-up', setUp),
  ]);
  for (const line of lines) stage.say(line);
  const slowest = Math.max(...searches.map(([, ms]) => ms));
  stage.say(`  every search within ${MOST_SEARCH_MS} ms: ${slowest <= MOST_SEARCH_MS ? 'kept' : 'NOT KEPT'}`);
}
