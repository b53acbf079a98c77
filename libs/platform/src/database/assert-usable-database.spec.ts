import { databaseFault } from './assert-usable-database.js';

const KNOWN = ['First1', 'Second2'];

describe('a database', () => {
  it.each([
    { why: 'of this program', versionNumber: 180_004, migrations: KNOWN, says: null },
    { why: 'of the oldest version', versionNumber: 170_000, migrations: KNOWN, says: null },
    {
      why: 'of an older version',
      versionNumber: 160_009,
      migrations: KNOWN,
      says: 'PostgreSQL 17 or newer, and this server is PostgreSQL 16.',
    },
    { why: 'without a schema', versionNumber: 180_000, migrations: null, says: 'no schema yet' },
    {
      why: 'with an older schema',
      versionNumber: 180_000,
      migrations: ['First1'],
      says: 'older than this program, and lacks Second2',
    },
    {
      why: 'with a newer schema',
      versionNumber: 180_000,
      migrations: [...KNOWN, 'Third3'],
      says: 'newer than this program, which does not know Third3',
    },
  ])('$why → $says', ({ says, ...found }) => {
    const fault = databaseFault(found, KNOWN);
    if (says === null) expect(fault).toBeNull();
    else expect(fault).toContain(says);
  });
});
