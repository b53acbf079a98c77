import type { Reader } from '#platform/database/database';

/**
 * Finds the stored rows that the next step of a story needs: the latest broadcast, the award and the
 * placement.
 */
export class StoryRows {
  constructor(
    private readonly reader: Reader,
    readonly packageId: string,
  ) {}

  async broadcast(): Promise<{ id: string; version: number; closesAt: Date; startBy: Date }> {
    const rows = await this.reader.query<{ id: string; version: number; closesAt: Date; startBy: Date }>(
      `SELECT id, version, closes_at AS "closesAt", start_by AS "startBy" FROM broadcast
       WHERE package_id = $1 ORDER BY round DESC LIMIT 1`,
      [this.packageId],
    );
    return only(rows);
  }

  async invitation(branchId: string): Promise<string> {
    const rows = await this.reader.query<{ id: string }>(
      `SELECT i.id FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
       WHERE b.package_id = $1 AND i.branch_id = $2 ORDER BY b.round DESC LIMIT 1`,
      [this.packageId, branchId],
    );
    return only(rows).id;
  }

  async offerOf(branchId: string): Promise<{ id: string; version: number }> {
    const rows = await this.reader.query<{ id: string; version: number }>(
      `SELECT o.id, o.version FROM offer o JOIN broadcast b ON b.id = o.broadcast_id
       WHERE b.package_id = $1 AND o.branch_id = $2 ORDER BY b.round DESC LIMIT 1`,
      [this.packageId, branchId],
    );
    return only(rows);
  }

  async offerRanked(rank: number): Promise<string> {
    const rows = await this.reader.query<{ id: string }>(
      `SELECT o.id FROM offer o JOIN broadcast b ON b.id = o.broadcast_id
       WHERE b.package_id = $1 AND o.rank = $2 ORDER BY b.round DESC LIMIT 1`,
      [this.packageId, rank],
    );
    return only(rows).id;
  }

  async award(): Promise<{ id: string; deliveringBranchId: string }> {
    const rows = await this.reader.query<{ id: string; deliveringBranchId: string }>(
      `SELECT id, delivering_branch_id AS "deliveringBranchId" FROM award
       WHERE package_id = $1 AND status = 'awaiting_start'`,
      [this.packageId],
    );
    return only(rows);
  }

  async placement(): Promise<{ id: string; version: number }> {
    const rows = await this.reader.query<{ id: string; version: number }>(
      `SELECT id, version FROM placement WHERE package_id = $1 AND status = 'live'`,
      [this.packageId],
    );
    return only(rows);
  }
}

function only<T>([row]: readonly T[]): T {
  if (row === undefined) throw new Error('the story has not come so far');
  return row;
}
