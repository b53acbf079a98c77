import { Module } from '@nestjs/common';
import { CrossTenantModule } from '#platform/database/cross-tenant.module';
import { LiveLog } from './live-log.js';

/** Keeps the database over all tenants away from the controllers: only `LiveLog` gets it. */
@Module({ imports: [CrossTenantModule], providers: [LiveLog], exports: [LiveLog] })
export class LiveLogModule {}
