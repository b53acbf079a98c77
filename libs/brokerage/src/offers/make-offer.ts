import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import { DomainError } from '#domain/domain-error';
import { nextStatus } from '#domain/lifecycle';
import { OFFER_LIFE } from '#domain/lifecycles';
import { assertMoreWordings } from '#domain/wordings';
import type { Act } from '#platform/acts/act';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import type { Tx } from '#platform/database/database';
import { eventOf } from '#platform/log/new-event';
import { rowOf } from '#platform/database/find-row';
import { insertRows } from '#platform/database/insert-rows';
import { found, providerOf } from '../access/scope.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { offerFacts, type OfferFacts } from './offer-facts.queries.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { type AcceptedTerms, acceptTerms } from './steps/accept-terms.js';
import { assertOpen, type LockedInvitation, lockInvitation } from './steps/lock-invitation.js';
import { offerEventFields, offersChanged } from './steps/offer-event-fields.js';
import { ownOfferView } from './steps/own-offer-view.js';
import { versionKey, writeVersion } from './steps/write-offer-version.js';
import { digestRecord } from '../digests/digest-records.js';

export interface MakeOfferCommand {
  readonly invitationId: string;
  readonly terms: OfferTerms;
}

/**
 * Makes an offer on an invitation. An invitation has at most one valid offer. A provider that has withdrawn
 * its offer may offer again.
 */
@Injectable()
export class MakeOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `broadcast_not_open`, `offer_already_made`, `too_many_wordings`, and the errors of `acceptTerms` */
  execute(caller: Caller, command: MakeOfferCommand): Promise<OwnOfferView> {
    const providerId = providerOf(caller.actor);
    return this.acts.run(
      caller,
      'make-offer',
      command,
      async (act) => {
        const { tx } = act;
        // The three statements are sent together and run in this order. So the facts are read after the locks
        // are taken.
        const [, locked, facts] = await Promise.all([
          shareStandingLock(tx),
          lockInvitation(tx, providerId, command.invitationId),
          this.facts(tx, command.invitationId),
        ]);
        const now = this.clock.now();
        assertOpen(locked, now);
        const { offerId, offerStatus } = facts;
        if (offerStatus === 'standing') throw new DomainError('offer_already_made', { offerId });
        const terms = await acceptTerms(tx, locked, facts, command.terms, now);

        const offer =
          offerId === null
            ? await this.first(act, locked, terms, now)
            : await this.again(act, offerId, terms, now);
        const { fact, envelope } = offerEventFields(locked.broadcast, offer, now);
        const digests = await digestRecord(tx, 'offer', versionKey(offer));
        const made = eventOf('offer.made', { ...digests, ...fact }, envelope);
        await act.append(made, ...offersChanged(locked.broadcast, now));
        return ownOfferView(offer);
      },
      { enter: { kind: 'invitation', id: command.invitationId } },
    );
  }

  private async facts(tx: Tx, invitationId: string): Promise<OfferFacts> {
    return found(await offerFacts(tx, invitationId), 'invitation_not_found');
  }

  private async first(
    { tx, actor }: Act,
    { invitation }: LockedInvitation,
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
    await Promise.all([insertRows(tx, OfferEntity, offer), writeVersion(tx, actor, offer, now)]);
    return offer;
  }

  private async again({ tx, actor }: Act, id: string, terms: AcceptedTerms, now: Date): Promise<OfferEntity> {
    const before = await rowOf(tx, OfferEntity, { id });
    assertMoreWordings('offer', before.version + 1); // leaves a version for the withdrawal
    const status = nextStatus(OFFER_LIFE, before.status, 'make');
    const made = { ...terms, status, madeAt: now, revisedAt: null, version: before.version + 1 };
    const offer = { ...before, ...made };
    await Promise.all([tx.update(OfferEntity, { id }, made), writeVersion(tx, actor, offer, now)]);
    return offer;
  }
}
