import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Test } from '@nestjs/testing';
import { ModulesContainer } from '@nestjs/core';
import { CONTROLLERS } from '../../../apps/api/src/controllers.js';
import { ApiModule } from '../../../apps/api/src/api.module.js';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { CrossTenantDatabase } from '#platform/database/database';
import { sourceFiles } from '../../support/sql/check-statements.js';
import { World } from '../../support/world.js';

const ROOT = path.resolve(__dirname, '../../..');

/** The only files that may name the database over all tenants. */
const ALLOWED = [
  'apps/api/src/live/live-log.ts',
  'apps/worker/src/demonstration.ts',
  'apps/worker/src/dispatcher.ts',
  'apps/worker/src/sweep.ts',
  'libs/brokerage/src/audit/verify-audit.ts',
  'libs/brokerage/src/contingency/contingency-gauges.ts',
  'libs/brokerage/src/contingency/write-contingency-packs.ts',
  'libs/brokerage/src/documents/expire-documents.ts',
  'libs/brokerage/src/identity/purge-expired.ts',
  'libs/brokerage/src/identity/touch-session.ts',
  'libs/brokerage/src/messages/decide-messages.ts',
  'libs/brokerage/src/messages/message-gauges.ts',
  'libs/brokerage/src/messages/send-messages.ts',
  'libs/brokerage/src/monitoring/care-gauges.ts',
  'libs/brokerage/src/webhooks/queue-deliveries.ts',
  'libs/brokerage/src/webhooks/send-deliveries.ts',
  'libs/demonstration/src/load-demonstration.ts',
  'libs/platform/src/audit/audit-chain.ts',
  'libs/platform/src/audit/head-publisher.ts',
  'libs/platform/src/database/cross-tenant.module.ts',
  'libs/platform/src/database/database.ts',
  'libs/platform/src/health/readiness.ts',
  'libs/platform/src/metrics/disk-gauges.ts',
  'libs/platform/src/metrics/log-gauges.ts',
  'libs/platform/src/metrics/table-gauges.ts',
];

describe('the database over all tenants', () => {
  it('is named only by those who read the log, sweep, seal, purge, measure, tell users or load the demonstration', () => {
    const naming = sourceFiles(ROOT)
      .filter((file) => readFileSync(file, 'utf8').includes('CrossTenantDatabase'))
      .map((file) => path.relative(ROOT, file));
    expect(naming.sort()).toEqual(ALLOWED);
  });

  it('is not within reach of the module of a controller or of an act', async () => {
    const world = await World.open();
    const module = await Test.createTestingModule({ imports: [ApiModule.for(world.config)] }).compile();
    const modules = [...module.get(ModulesContainer).values()];
    const reaching = modules.filter(({ imports }) =>
      [...imports].some(({ metatype }) => metatype === CrossTenantModule),
    );
    const controllers = new Set<unknown>(CONTROLLERS);
    for (const { metatype, controllers: own, exports } of reaching) {
      expect([metatype.name, [...own.keys()].filter((one) => controllers.has(one))]).toEqual([
        metatype.name,
        [],
      ]);
      expect([metatype.name, exports.has(CrossTenantDatabase), exports.has(CrossTenantModule)]).toEqual([
        metatype.name,
        false,
        false,
      ]);
    }
    expect(reaching.map(({ metatype }) => metatype.name).sort()).toEqual([
      'LiveLogModule',
      'PlatformModule',
      'QueueModule',
      'UpkeepModule',
    ]);
    await module.close();
    await world.close();
  });
});
