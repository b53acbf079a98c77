import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync } from 'node:zlib';
import type { BoardView } from '#contracts/board';
import type { InvitationView } from '#contracts/broadcasts';
import type { BranchStanding } from '#contracts/coverage';
import type { LotView } from '#contracts/lots';
import type { Page } from '#contracts/list-page';
import type { ReallocationView } from '#contracts/reallocations';
import type { RestrictionView } from '#contracts/restrictions';
import { API_PATHS, PATHS } from '../../../apps/web/src/paths.js';
import { seconds } from '../measuring.js';
import type { Readers } from './readers.js';

const TIMES = 15;

/** The measurements of one console page, which was requested many times. */
export interface PageTiming {
  readonly page: string;
  readonly milliseconds: readonly number[];
  /** The size of the page in bytes before compression. `sentBytes` is the size after compression. */
  readonly bytes: number;
  readonly sentBytes: number;
}

/** Measures the main pages of the console. Each page is requested by a user whose role may open the page. */
export async function timeAllPages(address: string, readers: Readers): Promise<PageTiming[]> {
  const { officer, commissioner, provider } = readers;
  const timings: PageTiming[] = [];
  for (const [token, pages] of [
    [officer, await officersPages(address, officer)],
    [provider, await providersPages(address, provider)],
    [commissioner, await commissionersPages(address, commissioner)],
  ] as const)
    for (const [page, path] of pages) {
      const headers = { cookie: `homeward-session=${token}` };
      timings.push(await timed(page, () => pageOf(`${address}${path}`, { headers })));
    }
  return timings;
}

type NamedPath = readonly [page: string, path: string];

async function officersPages(address: string, token: string): Promise<NamedPath[]> {
  const board = await ask<BoardView>(address, token, '/v1/board');
  const open = board.items.find(({ broadcast }) => broadcast !== null);
  return [
    ['board', PATHS.board],
    ['packages', PATHS.packages],
    ['a package with its story', PATHS.package(open?.packageId ?? '')],
    ['before sending, with its map', PATHS.beforeSending(open?.packageId ?? '')],
    ['a broadcast', PATHS.broadcast(open?.broadcast?.id ?? '')],
    ['new package', PATHS.newPackage],
  ];
}

async function providersPages(address: string, token: string): Promise<NamedPath[]> {
  const invitations = await ask<Page<InvitationView>>(address, token, '/v1/invitations');
  return [
    ['invitations', PATHS.invitations],
    ['an invitation', PATHS.invitation(invitations.items[0]?.id ?? '')],
    ['capacity', PATHS.capacity],
    ['care', PATHS.care],
  ];
}

async function commissionersPages(address: string, token: string): Promise<NamedPath[]> {
  const restrictions = await ask<Page<RestrictionView>>(address, token, API_PATHS.restrictions());
  const reallocations = await ask<Page<ReallocationView>>(address, token, API_PATHS.reallocations());
  const [lot] = await ask<LotView[]>(address, token, API_PATHS.lots);
  const [restriction] = restrictions.items;
  if (!restriction || !lot) throw new Error('nobody is restricted in any lot');
  return [
    ['branches', PATHS.branches],
    ['a branch', PATHS.branch(restriction.branchId)],
    ['restrictions', PATHS.restrictions],
    ['a restriction', PATHS.restriction(restriction.id)],
    ['reallocations', PATHS.reallocations],
    ...reallocations.items.map(({ id }): NamedPath => ['a reallocation, live', PATHS.reallocation(id)]),
    ['lots', PATHS.coverage],
    ['a lot', PATHS.lotCoverage(lot.id)],
  ];
}

/**
 * Measures the console page that previews the suspension of the branch with the most care. Sends the form as
 * a browser would.
 */
export async function timePreviewPage(address: string, { commissioner }: Readers): Promise<PageTiming> {
  const standings = await ask<BranchStanding[]>(address, commissioner, API_PATHS.branchStandings());
  const [most] = standings.toSorted((one, other) => other.weeklyMinutes - one.weeklyMinutes);
  const url = `${address}${PATHS.restrictBranch(most?.id ?? '')}`;
  const cookie = `homeward-session=${commissioner}`;
  const empty = await fetch(url, { headers: { cookie } });
  const [, formToken] = /name="formToken" value="([^"]+)"/.exec(await empty.text()) ?? [];
  const cookies = [cookie, ...empty.headers.getSetCookie().map((set) => set.split(';')[0])].join('; ');
  const fields = {
    ...{ formToken, step: 'preview', source: 'cqc', begins: 'now', 'condition-suspended': 'yes' },
    ...{ reference: 'N-1', evidence: 'inspection', reason: 'unsafe' },
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value ?? '');
  const packed = new Response(form);
  const body = Buffer.from(await packed.arrayBuffer());
  const headers = {
    ...{ cookie: cookies, origin: address },
    ...{ 'content-type': packed.headers.get('content-type') ?? '', 'content-length': String(body.length) },
  };
  return timed('what a suspension would do', () => pageOf(url, { method: 'POST', headers, body }));
}

async function ask<T>(address: string, token: string, door: string): Promise<T> {
  const answer = await fetch(`${address}${door}`, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${door} is answered ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

interface Asked {
  readonly method?: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** Requests a compressed page, as a browser does. Returns the compressed bytes. */
async function pageOf(url: string, { method, headers, body }: Asked): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const accepting = { ...headers, 'accept-encoding': 'gzip, br' };
    const asked = request(url, { method, headers: accepting }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} is answered ${answer.statusCode}`));
      buffer(answer).then(resolve, reject);
    });
    asked.on('error', reject).end(body);
  });
}

async function timed(page: string, getPage: () => Promise<Buffer>): Promise<PageTiming> {
  const sent = await getPage(); // the first request is not measured, because it fills caches and compiles templates
  const milliseconds: number[] = [];
  for (let time = 0; time < TIMES; time++) milliseconds.push(1_000 * (await seconds(getPage)));
  return { page, milliseconds, bytes: brotliDecompressSync(sent).length, sentBytes: sent.length };
}
