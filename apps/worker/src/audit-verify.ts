import { parseArgs } from 'node:util';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { BrokerageModule } from '#brokerage/brokerage.module';
import { ON_PLATFORM } from '#brokerage/on-platform';
import type { AuditOutcome } from '#contracts/audit';
import { auditSentence } from '#domain/audit/audit-sentence';
import { MIGRATION_NAMES } from '#migrations/all';
import { Config } from '#platform/config/config';
import { assertSeparateAccounts, assertUsableDatabase } from '#platform/database/assert-usable-database';
import { PlatformModule } from '#platform/platform.module';

const HELP = `audit:verify [options]

Says in a sentence whether the log is whole, and if not, where it is not. Only reads (docs/audit.md).

  --heads FILE   compares with the heads in this file, instead of AUDIT_HEADS_FILE
  --keys FILE    trusts the public keys in this file, instead of AUDIT_PUBLIC_KEYS_FILE or the key in AUDIT_KEY_FILE
  --at INSTANT   judges the end of the log as at this instant: for a restored backup, the end of the backup
  --json         prints the outcome as JSON
  --help         shows this

The exit code is 0 if the log is whole, 1 if something disagrees, 2 if nothing disagrees but no head proves where the
log ends, and 3 if the log could not be verified.`;

const EXIT_CODES: Readonly<Record<AuditOutcome['verdict'], number>> = { whole: 0, broken: 1, unproven: 2 };
const NOT_VERIFIED = 3;

try {
  const { values } = parseArgs({
    options: {
      heads: { type: 'string' },
      keys: { type: 'string' },
      at: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) process.stdout.write(`${HELP}\n`);
  else {
    const at = values.at === undefined ? undefined : new Date(values.at);
    if (at && Number.isNaN(at.getTime()))
      throw new Error('--at needs an instant, such as 2026-11-30T16:00:00Z');
    const files = {
      ...(values.heads !== undefined && { AUDIT_HEADS_FILE: values.heads }),
      ...(values.keys !== undefined && { AUDIT_PUBLIC_KEYS_FILE: values.keys }),
    };
    const outcome = await verify(files, at);
    process.stdout.write(`${values.json === true ? JSON.stringify(outcome) : auditSentence(outcome)}\n`);
    process.exitCode = EXIT_CODES[outcome.verdict];
  }
} catch (error) {
  process.stderr.write(
    `The log could not be verified: ${error instanceof Error ? error.message : String(error)}\n`,
  );
  process.exitCode = NOT_VERIFIED;
}

async function verify(given: Readonly<Record<string, string>>, at: Date | undefined): Promise<AuditOutcome> {
  const config = Config.fromProcess(given);
  await assertUsableDatabase(config.DATABASE_URL, MIGRATION_NAMES);
  await assertSeparateAccounts(config); // an account of one tenant would see most of the log as removed
  @Module({ imports: [PlatformModule.forRoot('audit-verify', config, ON_PLATFORM), BrokerageModule] })
  class VerifyModule {}
  const app = await NestFactory.createApplicationContext(VerifyModule, {
    logger: false,
    abortOnError: false,
  });
  try {
    return await app.get(VerifyAudit).execute(at);
  } finally {
    await app.close();
  }
}
