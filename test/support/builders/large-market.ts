import { v7 as uuid } from 'uuid';
import { CAPABILITIES, type Capability } from '#contracts/needs';
import { BANDS, type Visit } from '#contracts/visits';
import type { LotEntity } from '#brokerage/rows/authority.entity';
import type { World } from '../world.js';
import { VISITS } from './people.js';

export interface LargeGiven {
  readonly authorityId: string;
  readonly lots: readonly Pick<LotEntity, 'id'>[];
  /** The branch that delivers the care of all people. */
  readonly branchId: string;
  readonly people: number;
  /** The number of branches besides the branch that delivers the care. Each has a contract in every lot. */
  readonly branches: number;
  /** Returns the spare weekly minutes of the n-th branch in each lot. */
  readonly spareMinutes?: (branch: number) => number;
  readonly visits?: (person: number) => readonly Visit[];
  readonly needs?: (person: number) => readonly Capability[];
}

/**
 * Fills an authority with many people and branches. One branch delivers all care, and the other branches
 * could take it over. Inserts the rows with a few SQL statements, because acts would take too long.
 */
export async function aLargeMarket(world: World, given: LargeGiven): Promise<void> {
  await insertBranches(world, given);
  const now = world.clock.now();
  const rows = Array.from({ length: given.people }, (_, index) => {
    const visits = given.visits?.(index) ?? VISITS;
    return {
      personId: uuid(),
      packageId: uuid(),
      placementId: uuid(),
      lotId: given.lots[index % given.lots.length]?.id,
      reference: `LARGE-${world.next()}`,
      visits,
      minutes: visits.reduce((sum, { days, minutes, carers }) => sum + days.length * minutes * carers, 0),
      needs: given.needs?.(index) ?? [CAPABILITIES[index % CAPABILITIES.length]],
    };
  });
  await world.rows(
    `WITH row AS (
       SELECT * FROM jsonb_to_recordset($1) AS r ("personId" uuid, "packageId" uuid, "placementId" uuid, "lotId" uuid,
         reference text, visits jsonb, minutes int, needs jsonb)),
     who AS (
       INSERT INTO person (id, authority_id, reference, given_name, family_name, born_on, address_lines, postcode, lives_alone, created_at)
       SELECT "personId", $2, reference, '李', 'O''Brien <b>', '1940-01-01', '{1 High Street}', 'LE11 3TU', true, $4 FROM row),
     asked AS (
       INSERT INTO package (id, authority_id, reference, person_id, lot_id, postcode_district, postcode_sector, status, urgency,
                            visits, needs, weekly_minutes, created_at)
       SELECT "packageId", $2, reference, "personId", "lotId", 'LE11', 'LE11 3', 'live', 'routine', visits,
              ARRAY(SELECT jsonb_array_elements_text(needs)), minutes, $4 FROM row),
     live AS (
       INSERT INTO placement (id, authority_id, package_id, person_id, lot_id, branch_id, delivering_branch_id, status,
                              weekly_minutes, hourly_rate_pence, visits, started_at)
       SELECT "placementId", $2, "packageId", "personId", "lotId", $3, $3, 'live', minutes, 2400, visits, $4 FROM row)
     INSERT INTO placement_size (placement_id, version, authority_id, from_at, weekly_minutes)
     SELECT "placementId", 1, $2, $4, minutes FROM row`,
    [JSON.stringify(rows), given.authorityId, given.branchId, now],
  );
}

async function insertBranches(world: World, given: LargeGiven): Promise<void> {
  const branches = Array.from({ length: given.branches }, (_, index) => ({
    id: `1-9${String(world.next()).padStart(8, '0')}`,
    spare: given.spareMinutes?.(index) ?? 6_000,
    tier: 1 + (index % 2),
  }));
  const ratings = {
    overall: 'good',
    safe: null,
    effective: null,
    caring: null,
    responsive: null,
    wellLed: null,
    ratedOn: null,
  };
  const parameters = [
    JSON.stringify(branches),
    given.authorityId,
    given.lots.map(({ id }) => id),
    [...CAPABILITIES],
    [...BANDS],
    ratings,
    world.clock.now(),
  ];
  await world.rows(
    `WITH row AS (SELECT * FROM jsonb_to_recordset($1) AS r (id text, spare int, tier int)),
     owner AS (INSERT INTO provider (id, name) SELECT id, 'Provider ' || id FROM row),
     made AS (
       INSERT INTO branch (id, provider_id, name, postcode, registration_status, dormant, personal_care, ratings, capabilities)
       SELECT id, id, 'Branch ' || id, 'LE11 3TU', 'registered', false, true, $6, $4 FROM row),
     contracted AS (
       INSERT INTO contract (id, authority_id, branch_id, lot_id, tier, rank_in_tier, rate_min_pence, rate_max_pence, starts_on, notice_days)
       SELECT gen_random_uuid(), $2, row.id, lot.id, tier, 1, 2000, 2800, '2025-04-01', 28
       FROM row CROSS JOIN unnest($3::uuid[]) AS lot (id))
     INSERT INTO capacity (authority_id, branch_id, lot_id, spare_minutes, bands, double_ups, declared_at)
     SELECT $2, row.id, lot.id, spare, $5, true, $7 FROM row CROSS JOIN unnest($3::uuid[]) AS lot (id)`,
    parameters,
  );
}
