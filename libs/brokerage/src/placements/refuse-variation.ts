import { Injectable } from '@nestjs/common';
import type { VariationRequestView } from '#contracts/variations';
import { nextStatus } from '#domain/lifecycle';
import { VARIATION_REQUEST_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { staff } from '../access/scope.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { PlacementEntity, VariationRequestEntity } from '../rows/placement.entity.js';
import { lockVariationRequest } from './steps/lock-variation-request.js';
import { variationRequestEventFields } from '../care/steps/close-variation-request.js';
import { variationRequestIn } from './variation-requests.queries.js';
import { digestRecord } from '../digests/digest-records.js';

export interface RefuseVariationCommand {
  readonly variationRequestId: string;
  readonly reason: string;
}

/** Refuses a variation request with a reason. */
@Injectable()
export class RefuseVariation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `move_not_allowed` once the request is decided */
  execute(caller: Caller, command: RefuseVariationCommand): Promise<VariationRequestView> {
    const { authorityId, userId } = staff(caller.actor);
    return this.acts.run(caller, 'refuse-variation', command, async (act) => {
      const { tx } = act;
      const { request } = await lockVariationRequest(tx, command.variationRequestId, caller.actor);
      const status = nextStatus(VARIATION_REQUEST_LIFE, request.status, 'refuse');
      const now = this.clock.now();
      const { id, placementId } = request;
      const decided = { status, decidedAt: now, decidedBy: userId, decisionReason: command.reason };
      await tx.update(VariationRequestEntity, { id }, decided);
      const placement = await tx.findOneByOrFail(PlacementEntity, { id: placementId });
      const { fact, envelope } = variationRequestEventFields(request, now);
      const digests = await digestRecord(tx, 'refusal', id);
      const providerIds = await involvedProviders(tx, placement);
      await act.log('variation.refused', { ...digests, ...fact }, { ...envelope, providerIds });
      return variationRequestIn(tx, { authorityId }, id);
    });
  }
}
