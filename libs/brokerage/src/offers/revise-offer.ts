import { Injectable } from '@nestjs/common';
import type { OfferTerms, OwnOfferView } from '#contracts/offers';
import { assertMoreWordings } from '#domain/wordings';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { Clock } from '#platform/clock/clock';
import { assertVersion, found, providerUser } from '../access/scope.js';
import { shareStandingLock } from '../facts/standing-lock.js';
import { offerFacts } from './offer-facts.queries.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { ownOffer } from './offers.queries.js';
import { acceptTerms } from './steps/accept-terms.js';
import { lockStandingOffer } from './steps/lock-standing-offer.js';
import { offerEventFields } from './steps/offer-event-fields.js';
import { versionKey, writeVersion } from './steps/write-offer-version.js';
import { digestRecord } from '../digests/digest-records.js';

export interface ReviseOfferCommand {
  readonly offerId: string;
  readonly version: number;
  readonly terms: OfferTerms;
}

/** Changes the terms of an offer while the broadcast is open. Every earlier version of the terms is kept. */
@Injectable()
export class ReviseOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `offer_not_standing`, `version_stale`, `too_many_wordings`, and the errors of `acceptTerms` */
  execute(caller: Caller, command: ReviseOfferCommand): Promise<OwnOfferView> {
    const bidder = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'revise-offer',
      command,
      async (act) => {
        const { tx } = act;
        await shareStandingLock(tx);
        const { offer, now, ...locked } = await lockStandingOffer(tx, bidder, command.offerId, this.clock);
        assertVersion(offer.version, command.version);
        assertMoreWordings('offer', offer.version + 1); // leaves a version for the withdrawal
        const facts = await offerFacts(tx, offer.invitationId);
        const terms = await acceptTerms(tx, locked, found(facts, 'invitation_not_found'), command.terms, now);

        const revised = { ...offer, ...terms, revisedAt: now, version: offer.version + 1 };
        await tx.update(
          OfferEntity,
          { id: offer.id },
          { ...terms, revisedAt: now, version: revised.version },
        );
        await writeVersion(tx, caller.actor, revised, now);
        const { fact, envelope } = offerEventFields(locked.broadcast, offer, now);
        const digests = await digestRecord(tx, 'offer', versionKey(revised));
        await act.log('offer.revised', { ...digests, ...fact }, envelope);
        return ownOffer(tx, bidder, offer.id);
      },
      { enter: { kind: 'offer', id: command.offerId } },
    );
  }
}
