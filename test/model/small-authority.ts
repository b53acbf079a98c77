import { Sweep } from '../../apps/worker/src/sweep.js';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { PersonEntity } from '#brokerage/rows/person.entity';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { RecordSubcontract } from '#brokerage/providers/record-subcontract';
import type { AllocationMethod } from '#contracts/lots';
import { BANDS } from '#contracts/visits';
import type { Caller } from '#platform/acts/caller';
import { LOGGER, type Logger } from '#platform/logging/logger';
import type { TestUser } from '../support/builders/authorities.js';
import { World } from '../support/world.js';

/** The situation in which a run of the model test starts. */
export interface StartingSituation {
  /** The allocation method of the second lot. The first lot always invites all branches at once. */
  readonly method: AllocationMethod;
  /**
   * The spare weekly minutes that each branch declares in each of its lots. They are so few that branches run
   * out of capacity.
   */
  readonly spareMinutes: number;
  /**
   * The reason for the reallocation that runs from the start, which moves care away from the branch with the
   * most care. Null if no reallocation runs at the start.
   */
  readonly leaving: 'suspension' | 'hand_back' | null;
  /** The intake cap of the reallocation that runs from the start. Null for no cap. */
  readonly intakeCap: number | null;
}

/**
 * A small authority in which users often compete for the same things. It has two lots, four people and four
 * branches. One branch works in both lots, and one branch has a subcontractor.
 */
export class SmallAuthority {
  authorityId = '';
  lots: readonly LotEntity[] = [];
  people: readonly PersonEntity[] = [];
  branchIds: readonly string[] = [];
  private staff: readonly TestUser[] = [];
  private readonly providers = new Map<string, TestUser>();
  /** Errors that the worker's sweep has logged. An error here fails the test. */
  readonly failedSweeps: unknown[] = [];
  /** The broadcasts whose frozen decisions an earlier step has already repeated and compared. */
  readonly seen = new Set<string>();

  private constructor(readonly world: World) {}

  static async open(): Promise<SmallAuthority> {
    const world = await World.open({ providers: [Sweep] });
    const field = new SmallAuthority(world);
    const logger = world.get<Logger>(LOGGER);
    jest.spyOn(logger, 'error').mockImplementation((what: unknown) => void field.failedSweeps.push(what));
    return field;
  }

  /** Empties the database, and creates the authority again for another run. */
  async reset({ method, spareMinutes }: Pick<StartingSituation, 'method' | 'spareMinutes'>): Promise<void> {
    const { world } = this;
    await this.clear();
    world.clock.set('2026-03-02T09:00:00Z');
    this.authorityId = (await world.anAuthority()).id;
    const { authorityId } = this;
    const near = await world.aLot({ authorityId });
    const far = await world.aLot({
      authorityId,
      areas: ['LE12'],
      method,
      sealed: method !== 'first_acceptable',
    });
    this.lots = [near, far];
    this.staff = [
      await world.aUser({ role: 'officer', authorityId, name: 'Ann O’Brien <b>' }),
      await world.aUser({ role: 'commissioner', authorityId, name: '李' }),
    ];
    const both = await world.aContractedBranch({ lot: near });
    await world.aContract({ lot: far, branchId: both.branch.id, tier: 2 });
    const lead = await world.aContractedBranch({ lot: near, terms: { tier: 1, rankInTier: 2 } });
    await world.aContract({ lot: far, branchId: lead.branch.id, rankInTier: 2 });
    const third = await world.aContractedBranch({ lot: near, terms: { tier: 2 } });
    const sub = await world.aProviderWithBranch();
    this.branchIds = [both, lead, third, sub].map(({ branch }) => branch.id);
    for (const { branch, provider } of [both, lead, third, sub])
      this.providers.set(branch.id, await world.aUser({ role: 'provider', providerId: provider.id }));
    for (const lot of this.lots)
      await world.get(RecordSubcontract).execute(this.officer(1).caller, {
        branchId: lead.branch.id,
        deliveringBranchId: sub.branch.id,
        lotId: lot.id,
        startsOn: '2025-04-01',
      });
    await this.declareAll(spareMinutes);
    this.people = [
      await world.aPerson({ authorityId }),
      await world.aPerson({ authorityId }),
      await world.aPerson({ authorityId, postcode: 'LE12 8AA' }),
      await world.aPerson({ authorityId, postcode: 'LE12 8AA' }),
    ];
  }

  officer(n: number): TestUser {
    return nth(this.staff, n);
  }

  /** Returns the caller for a branch: the user of the branch's provider. */
  providerOf(branchId: string): Caller {
    const user = this.providers.get(branchId);
    if (!user) throw new Error(`nobody answers for ${branchId}`);
    return user.caller;
  }

  /**
   * Returns the row with number `n` of a query's result. Starts again from the first row if `n` is larger
   * than the number of rows. Null if there are no rows.
   */
  async pick<T>(n: number, sql: string, parameters: readonly unknown[] = []): Promise<T | null> {
    const rows = await this.world.rows<T>(sql, parameters);
    return rows.length === 0 ? null : nth(rows, n);
  }

  /**
   * Runs the worker's sweep three times, because one sweep may cause more work, which the next sweep does.
   */
  async sweep(): Promise<void> {
    for (let minute = 0; minute < 3; minute++) await this.world.get(Sweep).sweep();
  }

  private async declareAll(spareMinutes: number): Promise<void> {
    const { world } = this;
    await world.rows('DELETE FROM capacity');
    const command = { spareMinutes, bands: BANDS, doubleUps: true };
    for (const branchId of this.branchIds)
      for (const { id: lotId } of this.lots)
        await world
          .get(DeclareCapacity)
          .execute(this.providerOf(branchId), { ...command, branchId, lotId })
          .catch(() => undefined); // the act refuses to declare capacity in a lot in which the branch has no contract
  }

  private async clear(): Promise<void> {
    const tables = await this.world.rows<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    const names = tables.map(({ name }) => name).join(', ');
    await this.world.rows(
      `DO $$ BEGIN SET LOCAL session_replication_role = replica; TRUNCATE ${names}; END $$`,
    );
    this.providers.clear();
    this.failedSweeps.length = 0;
    this.seen.clear();
  }
}

export function nth<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error('nothing to choose from');
  return one;
}
