// @ts-check
// Run with: node --test scripts/lint/queries.test.mjs
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Linter } from 'eslint';
import tseslint from 'typescript-eslint';
import { queriesRead, writeIn } from './queries.mjs';

/** @type {[sql: string, what: string | null][]} */
const TEXTS = [
  ['SELECT id FROM person WHERE id = $1', null],
  ['SELECT version FROM offer_version ORDER BY version', null],
  ["SELECT 1 FROM event WHERE name LIKE '%updated'", null],
  ['INSERT INTO person_read (person_id) VALUES ($1)', 'an INSERT'],
  ['WITH gone AS (DELETE FROM session RETURNING id) SELECT id FROM gone', 'a DELETE'],
  ['UPDATE offer SET rank = 1', 'an UPDATE'],
  ['UPDATE offer o\n  SET rank = 1', 'an UPDATE'],
  ['SELECT 1 FROM package WHERE id = $1 FOR UPDATE', 'a row lock'],
  ['SELECT 1 FROM package WHERE id = $1 FOR NO KEY UPDATE OF package', 'a row lock'],
  ['SELECT 1 FROM package\n  FOR SHARE OF package', 'a row lock'],
  ['SELECT 1 FROM package FOR KEY SHARE', 'a row lock'],
  ['SELECT pg_advisory_xact_lock(7305, 4)', 'an advisory lock'],
  ['SELECT pg_try_advisory_lock(7305, 4)', 'an advisory lock'],
];

/** @param {string} code @param {string} filename */
function messages(code, filename) {
  const linter = new Linter();
  const found = linter.verify(
    code,
    {
      files: ['**/*.ts'],
      languageOptions: { parser: /** @type {import('eslint').Linter.Parser} */ (tseslint.parser) },
      plugins: { homeward: { rules: { queries: queriesRead } } },
      rules: { 'homeward/queries': 'error' },
    },
    { filename },
  );
  return found.map(({ message }) => message);
}

describe('a file called .queries', () => {
  for (const [sql, what] of TEXTS)
    it(`${what ? `may not have ${what}` : 'may have'}: ${sql.replaceAll('\n', ' ')}`, () => {
      assert.equal(writeIn(sql), what);
      const found = messages(`reader.query(\`${sql}\`);`, 'libs/brokerage/src/offers/offers.queries.ts');
      assert.equal(found.length, what ? 1 : 0);
    });

  it('may not write by parts put together', () => {
    const code = 'tx.write(`UPDATE ${table} SET ${column} = 1`);';
    assert.equal(messages(code, 'libs/brokerage/src/offers/offers.queries.ts').length, 1);
  });

  it('may not take a transaction', () => {
    const code = "import type { Reader, Tx } from '#platform/database/database';";
    assert.equal(messages(code, 'libs/brokerage/src/offers/offers.queries.ts').length, 1);
    assert.equal(messages(code, 'libs/brokerage/src/offers/steps/write-ranks.ts').length, 0);
  });

  it('is not any other file', () => {
    assert.deepEqual(
      messages('tx.lock(`SELECT 1 FROM offer FOR UPDATE`);', 'libs/brokerage/src/offers/steps/lock.ts'),
      [],
    );
  });
});
