import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import { DomainError } from '#domain/domain-error';
import { move } from '#domain/lifecycle';
import { OFFER_LIFE } from '#domain/offers/offer-life';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { findRow } from '#platform/database/find-row';
import { insertRows } from '#platform/database/insert-rows';
import { EventLog } from '#platform/log/event-log';
import { providerOf } from '../access/scope.js';
import { holdStanding } from '../restrictions/steps/standing.js';
import { OfferEntity } from './offer.entity.js';
import { ownOffer } from './offers.queries.js';
import { type AcceptedTerms, acceptTerms } from './steps/accept-terms.js';
import { assertOpen, holdInvitation, type HeldInvitation } from './steps/hold-invitation.js';
import { offerEvent } from './steps/offer-event.js';
import { writeVersion } from './steps/write-version.js';

export interface MakeOfferCommand {
  readonly invitationId: string;
  readonly terms: OfferTerms;
}

/** Answers an invitation. One offer stands for an invitation; one that was withdrawn may be made again. */
@Injectable()
export class MakeOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
    private readonly eventLog: EventLog,
  ) {}

  /** @throws DomainError `broadcast_not_open`, `offer_already_made`, and those of `acceptTerms` */
  execute(caller: Caller, command: MakeOfferCommand): Promise<OwnOfferView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(caller, 'make-offer', command, async (tx) => {
      await holdStanding(tx);
      const held = await holdInvitation(tx, providerId, command.invitationId);
      const now = this.clock.now();
      assertOpen(held, now);
      const before = await findRow(tx, OfferEntity, { invitationId: held.invitation.id });
      if (before?.status === 'standing') throw new DomainError('offer_already_made', { offerId: before.id });
      const terms = await acceptTerms(tx, held, command.terms, now);

      const offer = before
        ? await this.again(tx, before, terms, now)
        : await this.first(tx, held, terms, now);
      const event = { name: 'offer.made', ...offerEvent(held.broadcast, offer, now) } as const;
      const [answer] = await Promise.all([
        ownOffer(tx, providerId, offer.id),
        writeVersion(tx, caller.actor, offer, now),
        this.eventLog.append(tx, caller.actor, event),
      ]);
      return answer;
    });
  }

  private async first(
    tx: Tx,
    { invitation }: HeldInvitation,
    terms: AcceptedTerms,
    now: Date,
  ): Promise<OfferEntity> {
    const { authorityId, broadcastId, branchId, providerId } = invitation;
    const offer: OfferEntity = {
      id: uuid(),
      authorityId,
      broadcastId,
      invitationId: invitation.id,
      branchId,
      providerId,
      status: 'standing',
      ...terms,
      madeAt: now,
      revisedAt: null,
      version: 1,
      score: null,
      rank: null,
    };
    await insertRows(tx, OfferEntity, offer);
    return offer;
  }

  private async again(tx: Tx, before: OfferEntity, terms: AcceptedTerms, now: Date): Promise<OfferEntity> {
    const status = move(OFFER_LIFE, before.status, 'make');
    const made = { ...terms, status, madeAt: now, revisedAt: null, version: before.version + 1 };
    await tx.update(OfferEntity, { id: before.id }, made);
    return { ...before, ...made };
  }
}
