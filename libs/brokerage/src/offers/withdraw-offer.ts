import { Injectable } from '@nestjs/common';
import type { OwnOfferView } from '#contracts/offers';
import { nextStatus } from '#domain/lifecycle';
import { OFFER_LIFE } from '#domain/lifecycles';
import { ActRunner } from '#platform/acts/act-runner';
import type { Caller } from '#platform/acts/caller';
import { eventOf } from '#platform/log/new-event';
import { Clock } from '#platform/clock/clock';
import { providerUser } from '../access/scope.js';
import { OfferEntity } from '../rows/offer.entity.js';
import { ownOffer } from './offers.queries.js';
import { lockStandingOffer } from './steps/lock-standing-offer.js';
import { offerEventFields, offersChanged } from './steps/offer-event-fields.js';
import { versionKey, writeVersion } from './steps/write-offer-version.js';
import { digestRecord } from '../digests/digest-records.js';

export interface WithdrawOfferCommand {
  readonly offerId: string;
}

/**
 * Withdraws an offer before the broadcast closes. The invitation stays open, so the branch can offer again.
 */
@Injectable()
export class WithdrawOffer {
  constructor(
    private readonly acts: ActRunner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `offer_not_standing`, `broadcast_not_open` */
  execute(caller: Caller, command: WithdrawOfferCommand): Promise<OwnOfferView> {
    const bidder = providerUser(caller.actor);
    return this.acts.run(
      caller,
      'withdraw-offer',
      command,
      async (act) => {
        const { tx } = act;
        const { offer, broadcast, now } = await lockStandingOffer(tx, bidder, command.offerId, this.clock);
        const withdrawn = {
          status: nextStatus(OFFER_LIFE, offer.status, 'withdraw'),
          version: offer.version + 1,
        };
        await tx.update(OfferEntity, { id: offer.id }, withdrawn);
        await writeVersion(tx, caller.actor, { ...offer, ...withdrawn }, now);
        const { fact, envelope } = offerEventFields(broadcast, offer, now);
        const digests = await digestRecord(tx, 'offer', versionKey({ ...offer, ...withdrawn }));
        const event = eventOf('offer.withdrawn', { ...digests, ...fact }, envelope);
        await act.append(event, ...offersChanged(broadcast, now));
        return ownOffer(tx, bidder, offer.id);
      },
      { enter: { kind: 'offer', id: command.offerId } },
    );
  }
}
