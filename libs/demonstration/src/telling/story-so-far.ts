import type { Reader } from '#platform/database/database';

/** Where the package of a story stands: what its next step is about. */
export class StorySoFar {
  constructor(
    private readonly reader: Reader,
    readonly packageId: string,
  ) {}

  broadcast(): Promise<{ id: string; version: number; closesAt: Date; startBy: Date }> {
    return this.only(
      `SELECT id, version, closes_at AS "closesAt", start_by AS "startBy" FROM broadcast
       WHERE package_id = $1 ORDER BY round DESC LIMIT 1`,
    );
  }

  async invitation(branchId: string): Promise<string> {
    const { id } = await this.only<{ id: string }>(
      `SELECT i.id FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id
       WHERE b.package_id = $1 AND i.branch_id = $2 ORDER BY b.round DESC LIMIT 1`,
      branchId,
    );
    return id;
  }

  offerOf(branchId: string): Promise<{ id: string; version: number }> {
    return this.only(
      `SELECT o.id, o.version FROM offer o JOIN broadcast b ON b.id = o.broadcast_id
       WHERE b.package_id = $1 AND o.branch_id = $2 ORDER BY b.round DESC LIMIT 1`,
      branchId,
    );
  }

  async offerRanked(rank: number): Promise<string> {
    const { id } = await this.only<{ id: string }>(
      `SELECT o.id FROM offer o JOIN broadcast b ON b.id = o.broadcast_id
       WHERE b.package_id = $1 AND o.rank = $2 ORDER BY b.round DESC LIMIT 1`,
      rank,
    );
    return id;
  }

  award(): Promise<{ id: string; deliveringBranchId: string }> {
    return this.only(
      `SELECT id, delivering_branch_id AS "deliveringBranchId" FROM award
       WHERE package_id = $1 AND status = 'awaiting_start'`,
    );
  }

  placement(): Promise<{ id: string; version: number }> {
    return this.only(`SELECT id, version FROM placement WHERE package_id = $1 AND status = 'live'`);
  }

  private async only<T>(sql: string, ...parameters: readonly unknown[]): Promise<T> {
    const [row]: T[] = await this.reader.query(sql, [this.packageId, ...parameters]);
    if (row === undefined) throw new Error('the story has not come so far');
    return row;
  }
}
