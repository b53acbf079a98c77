import { inOne } from './statement.js';

const first = { sql: 'INSERT INTO a VALUES ($1, $2)', values: [1, 'x'] };
const second = { sql: 'UPDATE b SET c = $1 WHERE d = $1 OR e = $2', values: ['y', 2] };

describe('several statements as one', () => {
  it.each([
    { why: 'one stays what it is', given: [first], ...first },
    {
      why: 'the parameters of those that follow are numbered on',
      given: [first, second],
      sql: 'WITH part_0 AS (INSERT INTO a VALUES ($1, $2)) UPDATE b SET c = $3 WHERE d = $3 OR e = $4',
      values: [1, 'x', 'y', 2],
    },
    {
      why: 'the same text may come twice',
      given: [second, second, first],
      sql:
        'WITH part_0 AS (UPDATE b SET c = $1 WHERE d = $1 OR e = $2), part_1 AS (UPDATE b SET c = $3 WHERE d = $3 OR e = $4) ' +
        'INSERT INTO a VALUES ($5, $6)',
      values: ['y', 2, 'y', 2, 1, 'x'],
    },
  ])('$why', ({ given, sql, values }) => {
    expect(inOne(...given)).toEqual({ sql, values });
    expect(inOne(...given)).toEqual({ sql, values });
  });
});
