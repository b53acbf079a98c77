import { StatementNames } from './preparing-client.js';

const asked = (names: StatementNames, text: string, times: number): (string | undefined)[] =>
  Array.from({ length: times }, () => names.nameOf(text));

describe('which statements are prepared', () => {
  it('is one that comes for the fifth time, and by the same name from then on', () => {
    const names = new StatementNames();
    expect(asked(names, 'SELECT 1 WHERE $1', 7)).toEqual([
      ...[undefined, undefined, undefined, undefined],
      ...['homeward_1', 'homeward_1', 'homeward_1'],
    ]);
  });

  it('gives two statements two names', () => {
    const names = new StatementNames();
    expect(asked(names, 'SELECT 1 WHERE $1', 5).at(-1)).not.toBe(asked(names, 'SELECT 2 WHERE $1', 5).at(-1));
  });

  it('is none with a list written out', () => {
    const list = `SELECT 1 WHERE id IN (${Array.from({ length: 1_000 }, (_, n) => `$${n + 1}`).join(', ')})`;
    expect(asked(new StatementNames(), `${list} AND ${list}`, 9).at(-1)).toBeUndefined();
  });

  it.each([
    { others: 399, prepared: true, why: 'there is room for one' },
    { others: 400, prepared: false, why: 'a connection keeps no more' },
  ])('after $others others → prepared: $prepared: $why', ({ others, prepared }) => {
    const names = new StatementNames();
    for (let n = 0; n < others; n++) asked(names, `SELECT ${n} WHERE $1`, 5);
    expect(asked(names, 'SELECT one more WHERE $1', 9).at(-1) !== undefined).toBe(prepared);
  });

  it('forgets what came less often rather than remember every text that ever came', () => {
    const names = new StatementNames();
    asked(names, 'SELECT 1 WHERE $1', 4);
    for (let n = 0; n < 400; n++) names.nameOf(`SELECT once ${n}`);
    expect(names.nameOf('SELECT 1 WHERE $1')).toBeUndefined();
  });
});
