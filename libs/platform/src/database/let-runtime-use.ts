import type pg from 'pg';

/** Lets the running processes read and write all tables of a schema, such as the schema of the queues. */
export async function letRuntimeUse(client: pg.Client, schema: string): Promise<void> {
  const name = client.escapeIdentifier(schema);
  await client.query(`
    GRANT USAGE ON SCHEMA ${name} TO homeward_runtime;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${name} TO homeward_runtime;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA ${name} TO homeward_runtime`);
}
