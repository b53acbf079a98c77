import { accountFault, databaseFault } from './assert-usable-database.js';

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
      says: 'which does not know Third3',
    },
  ])('$why → $says', ({ says, ...found }) => {
    const fault = databaseFault(found, KNOWN);
    if (says === null) expect(fault).toBeNull();
    else expect(fault).toContain(says);
  });
});

describe('the accounts of a running process', () => {
  const runtime = { isSuperuser: false, ownsTables: false, mayRun: true, mayCross: false };
  const across = { isSuperuser: false, ownsTables: false, mayRun: false, mayCross: true };

  it('may be an account for requests and an account that reads over all tenants', () => {
    expect(accountFault(runtime, across)).toBeNull();
  });

  it.each([
    {
      why: 'a superuser',
      given: { runtime: { ...runtime, isSuperuser: true }, across },
      says: 'DATABASE_URL is a superuser',
    },
    {
      why: 'an owner',
      given: { runtime: { ...runtime, ownsTables: true }, across },
      says: 'DATABASE_URL owns tables',
    },
    {
      why: 'without its role',
      given: { runtime: { ...runtime, mayRun: false }, across },
      says: 'lacks the role homeward_runtime',
    },
    {
      why: 'with both roles',
      given: { runtime: { ...runtime, mayCross: true }, across },
      says: 'a request could read over all',
    },
    {
      why: 'a second superuser',
      given: { runtime, across: { ...across, isSuperuser: true } },
      says: 'CROSS_TENANT_DATABASE_URL is a superuser',
    },
    {
      why: 'a second without its role',
      given: { runtime, across: { ...across, mayCross: false } },
      says: 'CROSS_TENANT_DATABASE_URL lacks the role homeward_across',
    },
  ])('may not be $why', ({ given, says }) => {
    expect(accountFault(given.runtime, given.across)).toContain(says);
  });
});
