import { randomUUID } from 'node:crypto';
import type { RawRequest } from '../clients/raw-http.js';
import type { Kept } from '../helpers/bare-app.js';
import type { Requesting } from '../helpers/crowd.js';
import { type Market, openMarket } from '../bench-authority.js';
import { inTurns, medianPace, PACE_HEAD, type Pace, paceRow, ratio, table } from '../measuring.js';
import type { BenchApi, BenchPart, BenchServer, BenchStage } from '../bench-tools.js';

const CONNECTIONS = 50;
/** The connections share five sessions, because one session may run at most 24 requests at a time. */
const SESSIONS = 5;
const ROUNDS = 5;
const READS = 1_500;
const WRITES = 500;
const LISTED = 20;

/**
 * Measures reads and writes over HTTP. For comparison, measures the web framework without Homeward's code. It
 * sends as many bytes, once with a query and once without.
 */
export const part: BenchPart = {
  name: 'rest',
  about: `reads and writes over HTTP, ${CONNECTIONS} connections`,
  async run(stage) {
    const server = await stage.openServer();
    try {
      const market = await openMarket(server, {
        people: 10,
        branches: 10,
        lots: 1,
        method: 'broadcast',
        spareMinutes: 10_000,
      });
      await measure(stage, server, market);
      await market.close();
    } finally {
      await server.close();
    }
  },
};

async function measure(stage: BenchStage, server: BenchServer, market: Market): Promise<void> {
  const api = await stage.startApi(server);
  const bare = await stage.startBareApp(server);
  const crowd = await stage.startHelper('crowd');
  try {
    const tokens = await market.sessions(SESSIONS);
    const [packageId = ''] = await market.draft(LISTED);
    const load = (to: BenchApi, requests: readonly RawRequest[]): Promise<Pace> => {
      const work: Requesting = { port: portOf(to), atOnce: CONNECTIONS, requests };
      return crowd.ask<Pace>('request', work);
    };
    const ours = (count: number, request: (n: number) => RawRequest) => () =>
      load(
        api,
        Array.from({ length: count }, (_, n) => ({ ...request(n), token: tokens[n % SESSIONS] })),
      );
    const theirs = (count: number, method: 'GET' | 'POST', path: string, body?: unknown) => () =>
      load(
        bare,
        Array.from({ length: count }, () => ({ method, path, ...(body === undefined ? {} : { body }) })),
      );

    const one: RawRequest = { method: 'GET', path: `/v1/packages/${packageId}` };
    const list: RawRequest = { method: 'GET', path: `/v1/packages?limit=${LISTED}` };
    let births = 0;
    const create = (): RawRequest => {
      const key = randomUUID();
      // One name and one date of birth would be one person.
      const bornOn = new Date(Date.UTC(1905, 0, ++births)).toISOString().slice(0, 10);
      return { method: 'POST', path: '/v1/people', key, body: { ...PERSON, bornOn, reference: key } };
    };
    const [token = ''] = tokens;
    const byId = { sql: 'SELECT * FROM package WHERE id = $1', parameters: [packageId] };
    await keep(bare, 'one', { answer: await answered(api, token, one), ...byId });
    await keep(bare, 'list', {
      answer: await answered(api, token, list),
      sql: 'SELECT * FROM package WHERE authority_id = $1 ORDER BY id DESC LIMIT 20',
      parameters: [market.cast.authorityId],
    });
    await server.reader.query(
      'CREATE TABLE bench_person (id bigint GENERATED ALWAYS AS IDENTITY, row jsonb)',
    );
    await keep(bare, 'person', {
      answer: await answered(api, token, create()),
      sql: 'INSERT INTO bench_person (row) VALUES ($1)',
      parameters: [JSON.stringify(PERSON)],
    });
    const paces = await inTurns(ROUNDS, {
      one: ours(READS, () => one),
      oneFixed: theirs(READS, 'GET', '/fixed/one'),
      oneAsked: theirs(READS, 'GET', '/asked/one'),
      list: ours(READS, () => list),
      listFixed: theirs(READS, 'GET', '/fixed/list'),
      listAsked: theirs(READS, 'GET', '/asked/list'),
      create: ours(WRITES, create),
      createFixed: theirs(WRITES, 'POST', '/fixed/person', PERSON),
      createAsked: theirs(WRITES, 'POST', '/asked/person', PERSON),
    });
    report(stage, paces);
  } finally {
    for (const each of [crowd, bare, api]) await each.stop();
  }
}

const PERSON = {
  reference: 'R-1',
  givenName: '李',
  familyName: 'O’Brien <b>',
  bornOn: '1941-05-06',
  addressLines: ['1 High Street', 'Loughborough'],
  postcode: 'LE1 3TU',
  livesAlone: true,
};

const portOf = ({ address }: BenchApi): number => Number(new URL(address).port);

async function answered(
  api: BenchApi,
  token: string,
  { method, path, key, body }: RawRequest,
): Promise<unknown> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(key && { 'idempotency-key': key }),
    ...(body !== undefined && { 'content-type': 'application/json' }),
  };
  const answer = await fetch(api.address + path, {
    method,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status} ${await answer.text()}`);
  return answer.json();
}

async function keep(bare: BenchApi, name: string, kept: Kept): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  await fetch(`${bare.address}/keep/${name}`, { method: 'POST', headers, body: JSON.stringify(kept) });
}

const KINDS = { one: 'one package', list: `a list of ${LISTED}`, create: 'a new person' } as const;
type Kind = keyof typeof KINDS;
type Turns = Kind | `${Kind}Fixed` | `${Kind}Asked`;

function report(stage: BenchStage, paces: Readonly<Record<Turns, readonly Pace[]>>): void {
  const row = (name: string, turn: Turns): string[] => paceRow(name, medianPace(paces[turn]));
  const kinds = Object.keys(KINDS) as Kind[];
  for (const line of table([
    PACE_HEAD,
    ...kinds.flatMap((kind) => [
      row(KINDS[kind], kind),
      row('  the bare framework, the same bytes', `${kind}Fixed`),
      row('  the bare framework with one query', `${kind}Asked`),
    ]),
  ]))
    stage.say(line);
  const rates = (turn: Turns): number[] => paces[turn].map(({ eachSecond }) => eachSecond);
  for (const kind of kinds)
    stage.say(
      `  ${KINDS[kind]}: ${ratio(rates(kind), rates(`${kind}Fixed`)).toFixed(2)} of the bare framework, ${ratio(rates(kind), rates(`${kind}Asked`)).toFixed(2)} of it with one query`,
    );
}
