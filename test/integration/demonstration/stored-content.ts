import pg from 'pg';
import type { World } from '../../support/world.js';

/** Returns the number of rows of a table, or of any other FROM clause. */
export async function countRows(world: World, from: string): Promise<number> {
  const [row] = await world.rows<{ n: number }>(`SELECT count(*)::int AS n FROM ${from}`);
  return row?.n ?? -1;
}

/**
 * Returns a hash of the content of each table. A test compares the hashes to find out which tables have
 * changed.
 */
export async function contentHashes(world: World): Promise<Record<string, string>> {
  const tables = await world.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
  );
  const whole: Record<string, string> = {};
  for (const { name } of tables) {
    const [row] = await world.rows<{ hash: string }>(
      `SELECT coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS hash FROM ${name} t`,
    );
    whole[name] = row?.hash ?? '';
  }
  return whole;
}

/**
 * SQL that reads the results of the demonstration's stories. It leaves out ids and times, which differ from
 * run to run.
 */
const STORIES = {
  packages: `SELECT k.reference, l.code, p.reference AS person, p.family_name, k.status, k.next_action, k.weekly_minutes
             FROM package k JOIN lot l ON l.id = k.lot_id JOIN person p ON p.id = k.person_id`,
  offers: `SELECT k.reference, b.round, b.status AS broadcast, o.branch_id, o.status, o.rank, o.hourly_rate_pence,
                  o.score->'total' AS total
           FROM offer o JOIN broadcast b ON b.id = o.broadcast_id JOIN package k ON k.id = b.package_id`,
  awards: 'SELECT k.reference, a.branch_id, a.status FROM award a JOIN package k ON k.id = a.package_id',
  placements: `SELECT k.reference, a.branch_id, a.delivering_branch_id, a.status, a.weekly_minutes
               FROM placement a JOIN package k ON k.id = a.package_id`,
  capacities: `SELECT c.branch_id, l.code, c.spare_minutes FROM capacity c JOIN lot l ON l.id = c.lot_id`,
  restrictions: 'SELECT branch_id, reference, lifted_at IS NULL AS stands FROM restriction',
  users: 'SELECT email, name, role, provider_id FROM app_user',
} as const;

export async function demonstrationResults(databaseUrl: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const told: Record<string, unknown> = {};
    for (const [name, sql] of Object.entries(STORIES)) {
      const { rows } = await client.query(`SELECT row_to_json(r)::text AS row FROM (${sql}) r ORDER BY 1`);
      told[name] = rows.map(({ row }: { row: string }) => row);
    }
    return told;
  } finally {
    await client.end();
  }
}
