import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LoadDemonstration } from '#demonstration/load-demonstration';
import { ENTITIES } from '#brokerage/rows/entities';
import { SystemClock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { dataSourceOptions } from '#platform/database/data-source';
import { CrossTenantDatabase } from '#platform/database/database';
import { suspendAndMove } from '../../chaos/suspend-and-move.js';
import { openMarket } from '../bench-authority.js';
import type { BenchServer } from '../bench-tools.js';

/** The size of a large council (docs/rules.md §9). One authority has all of its data. */
export const COUNCIL = {
  people: 8_000,
  branches: 300,
  lots: 10,
  method: 'broadcast',
  spareMinutes: 6_000,
} as const;
export const OPEN_PACKAGES = 500;
const OFFERS = 300;

/**
 * The session tokens of one officer, one commissioner and one provider user. With these tokens, the bench
 * requests pages.
 */
export interface Readers {
  readonly officer: string;
  readonly commissioner: string;
  readonly provider: string;
}

/**
 * Loads the demonstration authority, as `npm start` does. Returns a function that signs its users in at an
 * API address and returns their session tokens.
 */
export async function demonstration({ url }: BenchServer): Promise<(address: string) => Promise<Readers>> {
  const config = Config.from({ DATABASE_URL: url, LOG_LEVEL: 'silent', DATABASE_POOL: '4' });
  const dataSource = new DataSource(dataSourceOptions(config, ENTITIES));
  await dataSource.initialize();
  Logger.overrideLogger(false); // otherwise Nest would log its start while the demonstration is loaded
  const loading = new LoadDemonstration(new CrossTenantDatabase(dataSource), new SystemClock());
  const { signIns } = await loading.execute(() => undefined);
  await dataSource.destroy();
  const signIn = async (address: string, role: string): Promise<string> => {
    const one = signIns.find((known) => known.role === role);
    const answer = await fetch(`${address}/v1/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: one?.email, password: one?.password }),
    });
    return ((await answer.json()) as { token: string }).token;
  };
  return async (address) => ({
    officer: await signIn(address, 'officer'),
    commissioner: await signIn(address, 'commissioner'),
    provider: await signIn(address, 'provider'),
  });
}

const MOVING = { urgency: 'urgent', pacePerMinute: 10, intakeCap: null, awarding: 'top_offer' } as const;

/**
 * Stores a large council with open broadcasts, offers and a running reallocation. Returns a function that
 * returns session tokens of the council's users.
 */
export async function council(server: BenchServer): Promise<() => Promise<Readers>> {
  const market = await openMarket(server, COUNCIL);
  const { cast } = market;
  for (let lot = 0; lot < COUNCIL.lots; lot++)
    await market.publish(await market.draft(OPEN_PACKAGES / COUNCIL.lots, lot));
  const asked = await market.asked();
  for (const one of asked.slice(0, OFFERS)) await market.offer(one);
  await market.close();
  await suspendAndMove(server.url, cast, MOVING);
  const readers = {
    officer: cast.officer.token,
    commissioner: cast.commissioner.token,
    provider: cast.branches[0]?.user.token ?? '',
  };
  return () => Promise.resolve(readers);
}
