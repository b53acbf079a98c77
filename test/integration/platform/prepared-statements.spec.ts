import type { Tx } from '#platform/database/database';
import { forgetUses } from '#platform/database/preparing-client';
import { World } from '../../support/world.js';

/** More uses of a statement than a process needs to prepare it. */
const OFTEN = 25;
const PREPARED = 'SELECT statement FROM pg_prepared_statements WHERE statement = $1';

describe('a statement that is sent often', () => {
  let world: World;
  beforeAll(async () => {
    forgetUses();
    world = await World.open();
  });
  afterAll(() => world.close());

  const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => world.owner.transaction(work);

  it('is prepared once for a connection, also where uses are sent together', async () => {
    const statement = 'SELECT $1::int AS n -- sent often';
    await inTx(async (tx) => {
      await tx.query(statement, [0]);
      expect(await tx.query(PREPARED, [statement])).toEqual([]);
      const numbers = Array.from({ length: OFTEN }, (_, n) => n);
      const answers = await Promise.all(numbers.map((n) => tx.query<{ n: number }>(statement, [n])));
      expect(answers).toEqual(numbers.map((n) => [{ n }]));
      expect(await tx.query(PREPARED, [statement])).toEqual([{ statement }]);
    });
  });

  it('still answers after it failed in a transaction, and after that transaction', async () => {
    const statement = 'SELECT 1 / $1::int AS n -- fails for zero';
    for (let use = 0; use < OFTEN; use++) await inTx((tx) => tx.query(statement, [1]));
    const failing = inTx(async (tx) => {
      await Promise.allSettled([tx.query(statement, [0]), tx.query(statement, [1])]);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await inTx((tx) => tx.query(statement, [1]))).toEqual([{ n: 1 }]);
  });

  it('may first be prepared in a transaction that has failed already', async () => {
    const statement = 'SELECT $1::text AS word -- after a failure';
    for (let use = 1; use < 20; use++) await inTx((tx) => tx.query(statement, ['x']));
    const failing = inTx(async (tx) => {
      await Promise.allSettled([tx.query('SELECT 1 / 0'), tx.query(statement, ['y'])]);
    });
    await expect(failing).rejects.toThrow('division by zero');
    expect(await inTx((tx) => tx.query(statement, ['z']))).toEqual([{ word: 'z' }]);
  });

  it('is sent as it is if it has no parameters', async () => {
    const statement = 'SELECT 1 AS n -- without parameters';
    for (let use = 0; use < OFTEN; use++) expect(await world.reader.query(statement)).toEqual([{ n: 1 }]);
    expect(await world.reader.query(PREPARED, [statement])).toEqual([]);
  });
});
