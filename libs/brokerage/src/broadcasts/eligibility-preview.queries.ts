import { Injectable } from '@nestjs/common';
import type { DecisionView } from '#contracts/eligibility';
import { startBy } from '#domain/awards/start-due';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { tenantOfOrganisation } from '#platform/database/tenant';
import { found } from '../access/scope.js';
import { clockOf } from '../authorities/authorities.queries.js';
import { LotEntity } from '../rows/authority.entity.js';
import { decideForAll } from '../eligibility/decide-for-branches.js';
import { packageFacts } from '../facts/package-facts.js';
import { decisionsElsewhere, decisionViews } from './decisions.queries.js';
import { PackageEntity } from '../rows/package.entity.js';

/**
 * Shows which branches a broadcast of a package would invite now, and why other branches are ineligible.
 * Writes nothing.
 */
@Injectable()
export class EligibilityPreview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `package_not_found` */
  async of(authorityId: string, packageId: string): Promise<DecisionView[]> {
    const reader = this.database.readerOf(tenantOfOrganisation({ authorityId, providerId: null }));
    const now = this.clock.now();
    const pkg = found(
      await reader.findOneBy(PackageEntity, { id: packageId, authorityId }),
      'package_not_found',
    );
    const lot = await reader.findOneByOrFail(LotEntity, { id: pkg.lotId });
    const { startWithinMinutes } = await clockOf(reader, authorityId, pkg.urgency);
    const facts = packageFacts(pkg, londonDate(startBy(now, startWithinMinutes)));
    const { pairs, contractedElsewhere } = await decideForAll(reader, lot.ratingPolicy, { pkg: facts, now });
    const decided = pairs.map(({ facts: pair, decision: { eligible, tier, checks } }) => ({
      branchId: pair.leadBranchId,
      deliveringBranchId: pair.deliveringBranchId,
      eligible,
      tier,
      checks,
    }));
    return decisionViews(reader, [...decided, ...decisionsElsewhere(contractedElsewhere, facts)], now);
  }
}
