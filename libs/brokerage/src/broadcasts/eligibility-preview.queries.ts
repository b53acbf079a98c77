import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { DecisionView } from '#contracts/eligibility';
import { startBy } from '#domain/awards/start-by';
import { byCodeUnits, inOrderOf } from '#domain/ordering';
import { londonDate } from '#domain/time/london';
import { Clock } from '#platform/clock/clock';
import { Database } from '#platform/database/database';
import { found } from '../access/scope.js';
import { clockOf } from '../authorities/authorities.queries.js';
import { LotEntity } from '../rows/authority.entity.js';
import { type DecidedPair, decideForAll } from '../eligibility/decide.js';
import { packageFacts } from '../eligibility/package-facts.js';
import { BranchEntity } from '../rows/provider.entity.js';
import { PackageEntity } from '../rows/package.entity.js';

const UNPLACED = Number.MAX_SAFE_INTEGER;

/** Those who would be asked first, as the decisions of a broadcast are shown. */
const asShown = inOrderOf<DecisionView>(
  (a, b) => Number(b.eligible) - Number(a.eligible),
  (a, b) => (a.tier ?? UNPLACED) - (b.tier ?? UNPLACED),
  (a, b) => byCodeUnits(a.branchName, b.branchName),
  (a, b) => byCodeUnits(a.branchId, b.branchId),
  (a, b) => byCodeUnits(a.deliveringBranchName, b.deliveringBranchName),
);

/** Who would be asked for a package if it were broadcast now and who not, with every check; writes nothing. */
@Injectable()
export class EligibilityPreview {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `package_not_found` */
  async of(authorityId: string, packageId: string): Promise<DecisionView[]> {
    const { reader } = this.database;
    const now = this.clock.now();
    const pkg = found(
      await reader.findOneBy(PackageEntity, { id: packageId, authorityId }),
      'package_not_found',
    );
    const lot = await reader.findOneByOrFail(LotEntity, { id: pkg.lotId });
    const { startWithinMinutes } = await clockOf(reader, authorityId, pkg.urgency);
    const facts = packageFacts(pkg, londonDate(startBy(now, startWithinMinutes)));
    const decided = await decideForAll(reader, lot.ratingPolicy, { pkg: facts, now });
    const branches = await this.branchesIn(decided);
    return decided.map((pair) => toView(pair, branches, now)).sort(asShown);
  }

  private async branchesIn(decided: readonly DecidedPair[]): Promise<ReadonlyMap<string, BranchEntity>> {
    const ids = decided.flatMap(({ facts }) => [facts.leadBranchId, facts.deliveringBranchId]);
    const branches = await this.database.reader.findBy(BranchEntity, { id: In(ids) });
    return new Map(branches.map((branch) => [branch.id, branch]));
  }
}

function toView(
  { facts, decision }: DecidedPair,
  branches: ReadonlyMap<string, BranchEntity>,
  now: Date,
): DecisionView {
  const branch = found(branches.get(facts.leadBranchId), 'branch_not_found');
  const delivering = found(branches.get(facts.deliveringBranchId), 'branch_not_found');
  return {
    eligible: decision.eligible,
    checks: decision.checks,
    branchId: branch.id,
    branchName: branch.name,
    providerId: branch.providerId,
    deliveringBranchId: delivering.id,
    deliveringBranchName: delivering.name,
    tier: decision.tier,
    decidedAt: now.toISOString(),
  };
}
