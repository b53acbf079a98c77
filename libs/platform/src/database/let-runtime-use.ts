import type pg from 'pg';

/**
 * Lets the running processes use all tables of the queues' schema. They also create sequences there, because
 * BullMQ makes one for each queue when the queue is first used.
 */
export async function letRuntimeUse(client: pg.Client, schema: string): Promise<void> {
  const name = client.escapeIdentifier(schema);
  await client.query(`
    GRANT USAGE, CREATE ON SCHEMA ${name} TO homeward_runtime;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO homeward_runtime;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${name} TO homeward_runtime`);
}
