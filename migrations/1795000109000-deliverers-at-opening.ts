import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Keeps which branches might deliver under an invitation when its broadcast opened, if a restriction removed one since. The
 * digest of the broadcast covers the list of its opening.
 */
export class DeliverersAtOpening1795000109000 implements MigrationInterface {
  readonly name = 'DeliverersAtOpening1795000109000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE invitation ADD COLUMN may_deliver_at_opening text[];
      -- Restrictions before now left no trace of the list. The frozen decisions of the broadcast have it.
      UPDATE invitation i SET may_deliver_at_opening = d.branches
      FROM (SELECT broadcast_id, branch_id, array_agg(delivering_branch_id) AS branches
            FROM eligibility_decision WHERE eligible GROUP BY broadcast_id, branch_id) d
      WHERE d.broadcast_id = i.broadcast_id AND d.branch_id = i.branch_id
        AND cardinality(d.branches) > cardinality(i.may_deliver);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      SET LOCAL lock_timeout = '3s';
      ALTER TABLE invitation DROP COLUMN may_deliver_at_opening;
    `);
  }
}
