import type pg from 'pg';
import { hashOf, jcs, type Json } from './canonical.js';
import { PART_TABLES, snake } from './record-tables.js';

export interface Digest {
  readonly record: string;
  readonly key: string;
  readonly part: string;
  readonly digest: string;
}

/** Compares a digest with the rows of the database. */
export async function compare(
  database: pg.ClientBase,
  { digest, ...name }: Digest,
): Promise<'agrees' | 'erased' | 'row_altered' | 'row_removed'> {
  const content = await contentOf(database, name);
  if (content === undefined) return 'row_removed';
  const { rows } = await database.query<{ salt: Buffer }>(
    'SELECT salt FROM digest_salt WHERE record = $1 AND key = $2 AND part = $3',
    [name.record, name.key, name.part],
  );
  const [kept] = rows;
  if (kept)
    return hashOf(kept.salt, jcs({ ...name, content })).toString('hex') === digest ? 'agrees' : 'row_altered';
  const texts = name.part === 'words' ? Object.values(content as Record<string, Json>) : ['there'];
  return texts.every((text) => text === null || text === '') ? 'erased' : 'row_altered';
}

async function contentOf(database: pg.ClientBase, name: Omit<Digest, 'digest'>): Promise<Json | undefined> {
  const [id = '', version] = name.key.split('/');
  switch (`${name.record}/${name.part}`) {
    case 'broadcast/facts':
      return (await list(database, 'SELECT facts FROM broadcast_facts WHERE broadcast_id = $1', id))[0]
        ?.facts;
    case 'broadcast/decisions': {
      const rows = await list(
        database,
        `SELECT *, to_char(decided_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS decided
         FROM eligibility_decision WHERE broadcast_id = $1`,
        id,
      );
      const keyOf = (row: Row): Buffer =>
        Buffer.from([row.branch_id, row.delivering_branch_id].map((id) => JSON.stringify(id)).join());
      return rows
        .sort((a, b) => Buffer.compare(keyOf(a), keyOf(b)))
        .map((row) => ({
          ...picked(row, ['branchId', 'deliveringBranchId', 'eligible', 'tier', 'checks', 'facts']),
          decidedAt: row.decided ?? null,
        }));
    }
    case 'broadcast/invitations': {
      const rows = await list(database, 'SELECT * FROM invitation WHERE broadcast_id = $1 ORDER BY id', id);
      return rows.map((row) => ({
        invitationId: row.id ?? null,
        ...picked(row, ['branchId', 'providerId', 'contractId', 'wave']),
        mayDeliver: row.may_deliver_at_opening ?? row.may_deliver ?? null,
      }));
    }
    case 'rate_uplift/contracts': {
      const rows = await list(
        database,
        'SELECT * FROM contract_rate WHERE uplift_id = $1 ORDER BY contract_id',
        id,
      );
      return rows.map((row) => picked(row, ['contractId', 'rateMinPence', 'rateMaxPence']));
    }
    case 'ranking/ranking': {
      const sql =
        'SELECT id, rank, score FROM offer WHERE broadcast_id = $1 AND rank IS NOT NULL ORDER BY rank';
      const rows = await list(database, sql, id);
      const offers = rows.map(({ id: offerId = null, rank = null, score = null }) => ({
        offerId,
        rank,
        score,
      }));
      return { broadcastId: id, offers };
    }
    default:
      return ofOneRow(database, name, id, version);
  }
}

async function ofOneRow(
  database: pg.ClientBase,
  { record, part }: Omit<Digest, 'digest'>,
  id: string,
  version: string | undefined,
): Promise<Json | undefined> {
  const table = PART_TABLES[`${record}/${part}`];
  if (!table) throw new Error(`docs/audit.md has no ${record}/${part}`);
  const columns = table.fields.map((field) => {
    const [name, column, encoding] = typeof field === 'string' ? [field, snake(field)] : field;
    const value = `t.${column}`;
    const coded =
      encoding === 'instant'
        ? `to_char(${value} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
        : encoding === 'date'
          ? `to_char(${value}, 'YYYY-MM-DD')`
          : value;
    return `${coded} AS "${name}"`;
  });
  const { rows } = await database.query<Row>(
    `SELECT ${columns.join(', ')} FROM ${table.from} WHERE ${table.id} = $1
     ${table.version ? `AND ${table.version} = ${Number(version)}` : ''}`,
    [id],
  );
  const [row] = rows;
  const leftOut = table.fields.flatMap((field) =>
    typeof field !== 'string' && field[2] === 'if_given' && row?.[field[0]] === null ? [field[0]] : [],
  );
  return row && Object.fromEntries(Object.entries(row).filter(([name]) => !leftOut.includes(name)));
}

type Row = { readonly [column: string]: Json };

async function list(database: pg.ClientBase, sql: string, id: string): Promise<Row[]> {
  return (await database.query<Row>(sql, [id])).rows;
}

const picked = (row: Row, fields: readonly string[]): Record<string, Json> =>
  Object.fromEntries(fields.map((field) => [field, row[snake(field)] ?? null]));
