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
import { rowOf } from '#platform/database/find-row';
import { rowInserted } from '#platform/database/insert-rows';
import type { Statement } from '#platform/database/statement';
import { eventOf } from '#platform/log/event-of';
import { EventLog } from '#platform/log/event-log';
import { found, providerOf } from '../access/scope.js';
import { holdStanding } from '../facts/standing-lock.js';
import { offerFacts, type OfferFacts } from './offer-facts.queries.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { type AcceptedTerms, acceptTerms } from './steps/accept-terms.js';
import { assertOpen, type HeldForOffer, holdInvitation, holdShared } from './steps/hold-invitation.js';
import { aboutOffer } from './steps/offer-event.js';
import { toldOffer } from './steps/told-offer.js';
import { versionWritten } from './steps/write-version.js';

export interface MakeOfferCommand {
  readonly invitationId: string;
  readonly terms: OfferTerms;
}

interface Seen {
  readonly held: HeldForOffer | undefined;
  readonly facts: OfferFacts | undefined;
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
    return this.acts.runInTwoTrips(caller, 'make-offer', command, {
      see: (tx) => this.see(tx, providerId, command),
      decide: async (tx, seen) => {
        // Where the first answer decides, offers take turns.
        const held = seen.held ?? (await holdInvitation(tx, providerId, command.invitationId));
        const facts = found(
          seen.held ? seen.facts : await offerFacts(tx, command.invitationId),
          'invitation_not_found',
        );
        const now = this.clock.now();
        assertOpen(held, now);
        const { offerId, offerStatus } = facts;
        if (offerStatus === 'standing') throw new DomainError('offer_already_made', { offerId });
        const terms = await acceptTerms(tx, held, facts, command.terms, now);

        const offer = offerId === null ? first(held, terms, now) : await this.again(tx, offerId, terms, now);
        const { fact, envelope } = aboutOffer(held.broadcast, offer, now);
        const event = eventOf('offer.made', fact, envelope);
        const writes: Statement[] = [
          versionWritten(caller.actor, offer, now),
          this.eventLog.entry(tx, caller.actor, event),
        ];
        if (offerId === null) writes.unshift(rowInserted(tx, OfferEntity, offer));
        return { answer: toldOffer(offer), writes };
      },
    });
  }

  /** Each statement sees what is so once those before it have their locks. */
  private async see(tx: Tx, providerId: string, command: MakeOfferCommand): Promise<Seen> {
    const [, held, facts] = await Promise.all([
      holdStanding(tx),
      holdShared(tx, providerId, command.invitationId),
      offerFacts(tx, command.invitationId),
    ]);
    return { held, facts };
  }

  private async again(tx: Tx, id: string, terms: AcceptedTerms, now: Date): Promise<OfferEntity> {
    const before = await rowOf(tx, OfferEntity, { id });
    const status = move(OFFER_LIFE, before.status, 'make');
    const made = { ...terms, status, madeAt: now, revisedAt: null, version: before.version + 1 };
    await tx.update(OfferEntity, { id }, made);
    return { ...before, ...made };
  }
}

function first({ invitation }: HeldForOffer, terms: AcceptedTerms, now: Date): OfferEntity {
  const { authorityId, broadcastId, branchId, providerId } = invitation;
  return {
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
}
