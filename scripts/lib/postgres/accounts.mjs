// @ts-check
import { createHmac } from 'node:crypto';
import { keepSecret } from '../console-output.mjs';
import { urlOf } from './server.mjs';

/**
 * The accounts of Homeward's own PostgreSQL, besides the superuser, which only creates the accounts
 * (docs/database-accounts.md).
 */
const ACCOUNTS = /** @type {const} */ ({
  OWNER_DATABASE_URL: 'homeward_owner',
  DATABASE_URL: 'homeward_api',
  CROSS_TENANT_DATABASE_URL: 'homeward_log',
});

/** @typedef {{ password: string, port: number, database: string }} Where `password`: the superuser's */

/**
 * Returns the addresses of a database with all accounts, as the migration reads them from its environment. The
 * migration creates the accounts that are missing.
 *
 * @param {Where} where
 */
export function migrationEnvironment(where) {
  return {
    ADMIN_DATABASE_URL: urlOf(where),
    OWNER_DATABASE_URL: accountUrl(where, 'OWNER_DATABASE_URL'),
    ...processEnvironment(where),
  };
}

/** Returns the addresses of a database for the running processes. @param {Where} where */
export function processEnvironment(where) {
  return {
    DATABASE_URL: accountUrl(where, 'DATABASE_URL'),
    CROSS_TENANT_DATABASE_URL: accountUrl(where, 'CROSS_TENANT_DATABASE_URL'),
  };
}

/**
 * The password of an account follows from the superuser's password. So no further file is needed, and no
 * account's password reveals another.
 *
 * @param {Where} where @param {keyof typeof ACCOUNTS} account
 */
function accountUrl({ password, port, database }, account) {
  const own = createHmac('sha256', password).update(ACCOUNTS[account]).digest('base64url');
  keepSecret(own);
  return `postgresql://${ACCOUNTS[account]}:${own}@127.0.0.1:${port}/${database}`;
}
