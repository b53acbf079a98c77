import { Injectable } from '@nestjs/common';
import type { VariationRequestView } from '#contracts/variations';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { VARIATION_REQUEST_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { scopeOf } from '../access/scope.js';
import { PlacementEntity } from '../rows/placement.entity.js';
import { closeVariationRequest } from '../care/steps/close-variation-request.js';
import { lockVariationRequest } from './steps/lock-variation-request.js';
import { variationRequestIn } from './variation-requests.queries.js';

/**
 * Withdraws a variation request. Only the side that made the request can withdraw it: the provider or the
 * authority.
 */
@Injectable()
export class WithdrawVariationRequest {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws DomainError `variation_request_not_found`; `move_not_allowed` once the request is decided, and
   * for an authority if the provider made the request
   */
  execute(caller: Caller, command: { readonly variationRequestId: string }): Promise<VariationRequestView> {
    const scope = scopeOf(caller.actor);
    return this.acts.run(
      caller,
      'withdraw-variation-request',
      command,
      async (act) => {
        const { tx } = act;
        const { request } = await lockVariationRequest(tx, command.variationRequestId, caller.actor);
        if ('authorityId' in scope && request.askedByProviderId !== null)
          throw new DomainError('move_not_allowed', { askedBy: 'provider' });
        nextStatus(VARIATION_REQUEST_LIFE, request.status, 'withdraw');
        const placement = await tx.findOneByOrFail(PlacementEntity, { id: request.placementId });
        await closeVariationRequest(act, placement, this.clock.now());
        return variationRequestIn(tx, scope, request.id);
      },
      { enter: { kind: 'variation_request', id: command.variationRequestId } },
    );
  }
}
