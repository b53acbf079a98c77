import { Injectable } from '@nestjs/common';
import type { EndReason, PlacementView } from '#contracts/placements';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, authorityOf } from '../access/scope.js';
import { changePackageStatus } from '../packages/steps/change-package-status.js';
import { lockBranches } from '../providers/steps/lock-branch.js';
import { openCaseOf } from '../facts/open-case.queries.js';
import { lockPromisedAward, stopSearch } from '../awards/steps/stop-replacement-search.js';
import { placementView } from '../care/placements.queries.js';
import { endCare } from '../care/steps/end-care.js';
import { lockLivePlacement } from './steps/lock-placement.js';

export interface EndPlacementCommand {
  readonly placementId: string;
  readonly version: number;
  readonly reason: EndReason;
}

/**
 * Ends care that is no longer needed, and stops any search for a replacement. Does not change the branch's
 * declared capacity.
 */
@Injectable()
export class EndPlacement {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `placement_not_live`, `version_stale` */
  execute(caller: Caller, command: EndPlacementCommand): Promise<PlacementView> {
    const { actor } = caller;
    const authorityId = authorityOf(actor);
    return this.acts.run(caller, 'end-placement', command, async (act) => {
      const { tx } = act;
      const { pkg, placement } = await lockLivePlacement(tx, command.placementId, { authorityId });
      assertVersion(placement.version, command.version);
      const openCase = await openCaseOf(tx, pkg.id);
      const promised = openCase && (await lockPromisedAward(tx, openCase));
      const branches = [placement.deliveringBranchId, ...(promised ? [promised.deliveringBranchId] : [])];
      await lockBranches(tx, branches);
      const now = this.clock.now();
      if (openCase) await stopSearch(act, openCase, 'end', { now, authorityId, promised });
      await endCare(act, placement, { at: now, now, reason: command.reason });
      await changePackageStatus(act, pkg, 'end', { now });
      return placementView(tx, placement.id, now);
    });
  }
}
