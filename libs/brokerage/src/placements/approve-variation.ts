import { Injectable } from '@nestjs/common';
import type { VariationRequestView } from '#contracts/variations';
import { nextStatus } from '#domain/lifecycle';
import { VARIATION_REQUEST_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { digestRecord } from '../digests/digest-records.js';
import { assertVersion, staff } from '../access/scope.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { lockLivePlacement } from './steps/lock-placement.js';
import { lockVariationRequest } from './steps/lock-variation-request.js';
import { makeVariation } from './steps/make-variation.js';
import { variationRequestEventFields } from '../care/steps/close-variation-request.js';
import { VariationRequestEntity } from '../rows/placement.entity.js';
import { variationRequestIn } from './variation-requests.queries.js';

/**
 * Approves a variation request and changes the care. First checks again whether the present restrictions and
 * the present capacity allow the change.
 */
@Injectable()
export class ApproveVariation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `variation_refused` with every rule that failed; `version_stale` if the care has
   * changed since the request; `move_not_allowed` once the request is decided
   */
  execute(caller: Caller, command: { readonly variationRequestId: string }): Promise<VariationRequestView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'approve-variation', command, async (act) => {
      const { tx } = act;
      await shareStandingLock(tx);
      const { request } = await lockVariationRequest(tx, command.variationRequestId, caller.actor);
      const status = nextStatus(VARIATION_REQUEST_LIFE, request.status, 'approve');
      const locked = await lockLivePlacement(tx, request.placementId, { authorityId });
      assertVersion(locked.placement.version, request.placementVersion);
      const now = this.clock.now();
      const { id, visits, reason } = request;
      const variation = await makeVariation(act, locked, { visits, reason, now });

      const decided = { status, decidedAt: now, decidedBy: userId, variationId: variation.id };
      await tx.update(VariationRequestEntity, { id }, decided);
      const { fact, envelope } = variationRequestEventFields(request, now);
      await act.log(
        'variation.approved',
        { ...fact, ...(await digestRecord(tx, 'approval', id)), variationId: variation.id },
        { ...envelope, providerIds: await involvedProviders(tx, locked.placement) },
      );
      return variationRequestIn(tx, { authorityId }, id);
    });
  }
}
