import { Injectable } from '@nestjs/common';
import type { BroadcastPlanView } from '#contracts/broadcasts';
import type { DecisionView } from '#contracts/eligibility';
import { DomainError } from '#domain/domain-error';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import { planWaves } from '#domain/broadcasts/plan-waves';
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
import { plannedInvitations } from './steps/planned-invitations.js';

/**
 * Shows which branches a broadcast of a package would invite now and when, and why other branches are ineligible.
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
    const now = this.clock.now();
    const { reader, facts, pairs, contractedElsewhere } = await this.decide(authorityId, packageId, now);
    const decided = pairs.map(({ facts: pair, decision: { eligible, tier, checks } }) => ({
      branchId: pair.leadBranchId,
      deliveringBranchId: pair.deliveringBranchId,
      eligible,
      tier,
      checks,
    }));
    return decisionViews(reader, [...decided, ...decisionsElsewhere(contractedElsewhere, facts)], now);
  }

  /**
   * Shows when a broadcast would invite how many branches, if it opened now.
   *
   * @param chosen  the deadline for offers; if absent, the deadline follows from the clock of the urgency
   * @throws DomainError `package_not_found`; `broadcast_deadline_invalid` if the deadline has passed
   */
  async plan(authorityId: string, packageId: string, chosen?: Date): Promise<BroadcastPlanView> {
    const now = this.clock.now();
    if (chosen && chosen <= now)
      throw new DomainError('broadcast_deadline_invalid', { closesAt: chosen.toISOString() });
    const { lot, clock, times, pairs } = await this.decide(authorityId, packageId, now, chosen);
    const { closesAt, startBy } = times;
    const time = { openedAt: now, closesAt, workingHours: clock.workingHours };
    const waves = planWaves(lot.method, plannedInvitations(pairs), time, lot);
    return {
      closesAt: closesAt.toISOString(),
      startBy: startBy.toISOString(),
      waves: waves.map(({ number, opensAt, branchIds }) => ({
        number,
        opensAt: opensAt.toISOString(),
        branches: branchIds.length,
      })),
    };
  }

  private async decide(authorityId: string, packageId: string, now: Date, chosen?: Date) {
    const reader = this.database.readerOf(tenantOfOrganisation({ authorityId, providerId: null }));
    const pkg = found(
      await reader.findOneBy(PackageEntity, { id: packageId, authorityId }),
      'package_not_found',
    );
    const [lot, clock] = await Promise.all([
      reader.findOneByOrFail(LotEntity, { id: pkg.lotId }),
      clockOf(reader, authorityId, pkg.urgency),
    ]);
    const times = broadcastTimes(now, clock, chosen);
    const facts = packageFacts(pkg, londonDate(times.startBy));
    const decisions = await decideForAll(reader, lot.ratingPolicy, { pkg: facts, now });
    return { reader, lot, clock, times, facts, ...decisions };
  }
}
