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
import { HELP, readOptions, Usage } from './audit-verify-arguments.js';

const EXIT_CODES: Readonly<Record<AuditOutcome['verdict'], number>> = { whole: 0, broken: 1, unproven: 2 };
const NOT_VERIFIED = 3;

try {
  const values = readOptions(process.argv.slice(2));
  if (values === null) process.stdout.write(`${HELP}\n`);
  else {
    const files = {
      ...(values.heads !== undefined && { AUDIT_HEADS_FILE: values.heads }),
      ...(values.keys !== undefined && { AUDIT_PUBLIC_KEYS_FILE: values.keys }),
    };
    const outcome = await verify(files, values.at);
    process.stdout.write(`${values.json ? JSON.stringify(outcome) : auditSentence(outcome)}\n`);
    process.exitCode = EXIT_CODES[outcome.verdict];
  }
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  const help = error instanceof Usage ? `\n\n${HELP}` : '';
  process.stderr.write(`The log could not be verified: ${reason}${help}\n`);
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
