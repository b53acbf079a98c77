import { Injectable } from '@nestjs/common';
import type { Role } from '#contracts/roles-and-actors';
import type { SignIn } from '#contracts/identity';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { CrossTenantDatabase, type Reader, type Tx } from '#platform/database/database';
import { hashPassword } from '#platform/security/passwords';
import { type DemonstrationPlan, planDemonstration } from './demonstration.plan.js';
import { storeAuthority } from './rows/authority.rows.js';
import { liveCareOf, storeLiveCare } from './rows/live-care.rows.js';
import { idsOf, LEICESTERSHIRE } from './rows/load-input-and-row-ids.js';
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
  /** False if the database already had the demonstration. Then the load changed nothing. */
  readonly loaded: boolean;
  readonly signIns: readonly DemonstrationSignIn[];
}

/** Receives the progress messages of the load, one line each. */
export type ReportProgress = (progress: string) => void;

/**
 * Loads the demonstration authority unless the database already has it. Everything is written in one
 * transaction. So an interrupted load leaves no rows, and can be repeated.
 */
@Injectable()
export class LoadDemonstration {
  constructor(
    private readonly database: CrossTenantDatabase,
    private readonly clock: Clock,
  ) {}

  async execute(report: ReportProgress = () => undefined): Promise<DemonstrationLoaded> {
    const now = this.clock.now();
    const plan = planDemonstration(londonDate(now));
    const signIns = signInsOf(plan);
    if (await isLoaded(this.database.reader)) return { loaded: false, signIns };

    const passwordHash = await hashPassword(DEMONSTRATION_PASSWORD);
    const loaded = await this.database.transaction(async (tx) => {
      await lockLoading(tx);
      if (await isLoaded(tx)) return false;
      await load(tx, plan, { now, passwordHash, report });
      return true;
    });
    return { loaded, signIns };
  }
}

async function load(
  tx: Tx,
  plan: DemonstrationPlan,
  { now, passwordHash, report }: { now: Date; passwordHash: string; report: ReportProgress },
): Promise<void> {
  const loading = { tx, plan, now, ids: idsOf(plan) };
  const { lots, providers, branches, people, livePackages, stories } = plan;
  report(`${lots.length} lots, ${providers.length} providers, ${branches.length} branches`);
  await storeAuthority(loading);
  await storeRegister(loading);
  await storeUsers(loading, passwordHash);
  await storeRutland(loading, passwordHash);

  report(`${people.length} people and ${livePackages.length} packages of live care`);
  await storePeople(loading);
  const care = liveCareOf(loading);
  await storeLiveCare(loading, care);
  // Updates the statistics of PostgreSQL's query planner, because the planner may still assume that these
  // tables are empty.
  await tx.write('ANALYZE branch, contract, person, package, package_version, placement, placement_size');

  report(`${stories.length} packages in every state of their life`);
  await playStories(loading, care);
  await assertStoryEndings(loading);
  report('writing the event log');
}

/**
 * Takes a lock, so that only one process loads the demonstration at a time. Removes the transaction's time
 * limit, because the load takes longer than the limit.
 */
async function lockLoading(tx: Tx): Promise<void> {
  await tx.write('SET LOCAL transaction_timeout = 0');
  await tx.lock('SELECT pg_advisory_xact_lock(7305, 5)');
}

async function isLoaded(reader: Reader): Promise<boolean> {
  const found = await reader.query('SELECT 1 FROM authority WHERE name = $1', [LEICESTERSHIRE]);
  return found.length > 0;
}

function signInsOf({ users, branches, contracts, restrictions }: DemonstrationPlan): DemonstrationSignIn[] {
  const shown = [...usersShown(users, branches, contracts, restrictions), RUTLAND_OFFICER];
  return shown.map(({ role, email }) => ({ role, email, password: DEMONSTRATION_PASSWORD }));
}
