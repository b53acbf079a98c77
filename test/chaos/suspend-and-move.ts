import { NestFactory } from '@nestjs/core';
import { ProposeReallocations } from '#brokerage/reallocations/propose-reallocations';
import { StartReallocation } from '#brokerage/reallocations/start-reallocation';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import type { ReallocationSettings } from '#contracts/reallocations';
import { Clock } from '#platform/clock/clock';
import { Config } from '#platform/config/config';
import { CrossTenantDatabase } from '#platform/database/database';
import { ActsModule } from '../support/scale/acts.module.js';
import type { AuthorityAtScale } from '../support/scale/authority-at-scale.js';

/**
 * Suspends the branch that the care must leave. Then starts the reallocation that Homeward proposes for this
 * suspension.
 */
export async function suspendAndMove(
  databaseUrl: string,
  { authorityId, commissioner, leaving }: AuthorityAtScale,
  settings: ReallocationSettings,
): Promise<string> {
  const config = Config.from({ DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent', DATABASE_POOL: '4' });
  const app = await NestFactory.createApplicationContext(ActsModule.for(config), { logger: false });
  try {
    const { userId, sessionId } = commissioner;
    const caller = {
      actor: { kind: 'staff', role: 'commissioner', userId, sessionId, authorityId },
    } as const;
    const { id: restrictionId } = await app.get(RecordRestriction, { strict: false }).execute(caller, {
      branchId: leaving.id,
      source: 'authority',
      reference: 'N-1',
      evidence: 'inspection',
      reason: 'unsafe',
      from: app.get(Clock, { strict: false }).now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'suspended' }],
    });
    await app.get(ProposeReallocations, { strict: false }).execute({ restrictionId });
    const [proposed]: { id: string; version: number }[] = await app
      .get(CrossTenantDatabase, { strict: false })
      .reader.query('SELECT id, version FROM reallocation WHERE restriction_id = $1', [restrictionId]);
    if (!proposed) throw new Error('nothing was proposed');
    const { id: reallocationId, version } = proposed;
    const command = { reallocationId, version, reason: 'unsafe', ...settings };
    await app.get(StartReallocation, { strict: false }).execute(caller, command);
    return reallocationId;
  } finally {
    await app.close();
  }
}
