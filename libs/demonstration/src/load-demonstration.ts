import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/access';
import type { SignIn } from '#contracts/identity';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Database, type Reader, type Tx } from '#platform/database/database';
import { hashPassword } from '#platform/security/passwords';
import { type DemonstrationPlan, planDemonstration } from './demonstration.plan.js';
import { storeAuthority } from './rows/authority.rows.js';
import { liveCareOf, storeLiveCare } from './rows/live-care.rows.js';
import { idsOf, LEICESTERSHIRE } from './rows/loading.js';
import { storePeople, storeUsers } from './rows/people.rows.js';
import { storeRegister } from './rows/register.rows.js';
import { RUTLAND_OFFICER, storeRutland } from './rows/rutland.rows.js';
import { assertStoryEndings } from './playback/assert-story-endings.js';
import { playStories } from './playback/play-stories.js';
import { DEMONSTRATION_PASSWORD, usersShown } from './users.plan.js';

export interface DemonstrationSignIn extends SignIn {
  readonly role: Role;
}

export interface DemonstrationLoaded {
  /** False where it was there already; then nothing has changed. */
  readonly loaded: boolean;
  readonly signIns: readonly DemonstrationSignIn[];
}

/** Hears what is being loaded, a line at a time. */
export type Told = (progress: string) => void;

/**
 * Loads the demonstration authority into a database that has none. Everything in one transaction, the
 * acts of its stories included: killed at any point it leaves nothing behind and can be started again.
 */
@Injectable()
export class LoadDemonstration {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async execute(tell: Told = () => undefined): Promise<DemonstrationLoaded> {
    const now = this.clock.now();
    const plan = planDemonstration(londonDate(now));
    const signIns = signInsOf(plan);
    if (await isThere(this.database.reader)) return { loaded: false, signIns };

    const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
    const loaded = await this.database.transaction(async (tx) => {
      await takeTurn(tx);
      if (await isThere(tx)) return false;
      await load(tx, plan, { now, passwordHash, tell });
      return true;
    });
    return { loaded, signIns };
  }
}

async function load(
  tx: Tx,
  plan: DemonstrationPlan,
  { now, passwordHash, tell }: { now: Date; passwordHash: string; tell: Told },
): Promise<void> {
  const loading = { tx, plan, now, ids: idsOf(plan) };
  const { lots, providers, branches, people, livePackages, stories } = plan;
  tell(`${lots.length} lots, ${providers.length} providers, ${branches.length} branches`);
  await storeAuthority(loading);
  await storeRegister(loading);
  await storeUsers(loading, passwordHash);
  await storeRutland(loading, passwordHash);

  tell(`${people.length} people and ${livePackages.length} packages of live care`);
  await storePeople(loading);
  const care = liveCareOf(loading);
  await storeLiveCare(loading, care);
  // Otherwise, after a load that was broken off, the planner may still believe these tables to be empty.
  await tx.write('ANALYZE branch, contract, person, package, package_version, placement, placement_size');

  tell(`${stories.length} packages in every state of their life`);
  await playStories(loading, care);
  await assertStoryEndings(loading);
  tell('writing the event log');
}

/** One loads at a time, and may take longer than an act may. */
async function takeTurn(tx: Tx): Promise<void> {
  await tx.write('SET LOCAL transaction_timeout = 0');
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 5)');
}

async function isThere(reader: Reader): Promise<boolean> {
  const found = await reader.query('SELECT 1 FROM authority WHERE name = $1', [LEICESTERSHIRE]);
  return found.length > 0;
}

function signInsOf({ users, branches, contracts, restrictions }: DemonstrationPlan): DemonstrationSignIn[] {
  const shown = [...usersShown(users, branches, contracts, restrictions), RUTLAND_OFFICER];
  return shown.map(({ role, email }) => ({ role, email, password: DEMONSTRATION_PASSWORD }));
}
