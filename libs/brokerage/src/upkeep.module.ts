import { Module } from '@nestjs/common';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { PurgeExpired } from './identity/purge-expired.js';
import { CareGauges } from './monitoring/care-gauges.js';

/** The purge and the gauges of late care, which work over all tenants. No act is in this module. */
@Module({
  imports: [CrossTenantModule],
  providers: [PurgeExpired, CareGauges],
  exports: [PurgeExpired, CareGauges],
})
export class UpkeepModule {}
