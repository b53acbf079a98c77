import type { Act } from '#platform/acts/act';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { VariationRequestView } from '#contracts/variations';
import type { Visit } from '#contracts/visits';
import { deadlineAfter } from '#domain/time/working-time';
import { ActRunner } from '#platform/acts/act-runner';
import { type Caller, userIdOf } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { insertRows } from '#platform/database/insert-rows';
import { refusedBy } from '#platform/database/constraint-errors';
import { assertVersion, scopeOf } from '../access/scope.js';
import { clockOf } from '../authorities/authorities.queries.js';
import { chooseOwner } from '../identity/steps/choose-owner.js';
import { involvedProviders } from '../providers/steps/involved-providers.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { checkVariation, minutesOf } from './steps/check-variation.js';
import { type LockedPlacement, lockLivePlacement } from './steps/lock-placement.js';
import { variationRequestEventFields } from '../care/steps/close-variation-request.js';
import { VariationRequestEntity } from '../rows/placement.entity.js';
import { variationRequestIn } from './variation-requests.queries.js';
import { digestRecord } from '../digests/digest-records.js';

export interface RequestVariationCommand {
  readonly placementId: string;
  readonly version: number;
  readonly visits: readonly Visit[];
  readonly reason: string;
}

/** The working time in which a variation request should be decided, in minutes. */
const DECIDE_WITHIN_MINUTES = 240;

/**
 * Requests a change of the visits of live care. Stores whether restrictions and spare capacity allow the
 * change. The request is accepted even if they do not, because an officer decides later.
 */
@Injectable()
export class RequestVariation {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `package_invalid`, `nothing_to_change`, `variation_already_requested` */
  execute(caller: Caller, command: RequestVariationCommand): Promise<VariationRequestView> {
    const scope = scopeOf(caller.actor);
    return this.acts.run(
      caller,
      'request-variation',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const locked = await lockLivePlacement(tx, command.placementId, scope);
        assertVersion(locked.placement.version, command.version);
        const now = this.clock.now();
        const request = await this.toRequest(act, locked, command, now);
        await refusedBy({ uq_variation_request_open: 'variation_already_requested' }, () =>
          insertRows(tx, VariationRequestEntity, request),
        );
        const { fact, envelope } = variationRequestEventFields(request, now);
        const { fromMinutes, toMinutes } = request;
        await act.log(
          'variation.requested',
          { ...(await digestRecord(tx, 'request', request.id)), ...fact, fromMinutes, toMinutes },
          { ...envelope, providerIds: await involvedProviders(tx, locked.placement) },
        );
        return variationRequestIn(tx, scope, request.id);
      },
      { enter: { kind: 'placement', id: command.placementId } },
    );
  }

  private async toRequest(
    act: Act,
    locked: LockedPlacement,
    { visits, reason }: RequestVariationCommand,
    now: Date,
  ): Promise<VariationRequestEntity> {
    const { tx, actor } = act;
    const { id: placementId, authorityId, packageId, deliveringBranchId, weeklyMinutes } = locked.placement;
    const toMinutes = minutesOf(locked.placement, visits);
    const { checks } = await checkVariation(tx, locked, toMinutes, now);
    const { workingHours } = await clockOf(tx, authorityId, 'routine');
    return {
      id: uuid(),
      authorityId,
      placementId,
      packageId,
      deliveringBranchId,
      placementVersion: locked.placement.version,
      fromMinutes: weeklyMinutes,
      toMinutes,
      visits,
      reason,
      checks,
      status: 'requested',
      askedByProviderId: actor.kind === 'provider' ? actor.providerId : null,
      ownerId:
        actor.kind === 'staff'
          ? actor.userId
          : await chooseOwner(tx, { authorityId, roles: ['officer', 'commissioner'], now }),
      dueAt: deadlineAfter(now, DECIDE_WITHIN_MINUTES, workingHours),
      requestedAt: now,
      requestedBy: userIdOf(actor),
      decidedAt: null,
      decidedBy: null,
      decisionReason: null,
      variationId: null,
    };
  }
}
