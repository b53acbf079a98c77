import type { Act } from '#platform/acts/act';
import { In } from 'typeorm';
import { nextStatus } from '#domain/lifecycle';
import { OFFER_LIFE } from '#domain/lifecycles';
import { eventOf, type NewEvent } from '#platform/log/new-event';
import type { BroadcastEntity } from '../../rows/broadcast.entity.js';
import { OfferEntity } from '../../rows/offer.entity.js';
import { offerEventFields } from './offer-event-fields.js';
import { versionKey, writeVersion } from './write-offer-version.js';
import { digestRecords, digestsOf } from '../../digests/digest-records.js';

export interface Lapsing {
  readonly now: Date;
  /**
   * The reason for which the offers lapse, as a stable code for clients: `broadcast_cancelled`, `restriction`
   * or `registration`.
   */
  readonly reason: string;
  /** The offers to lapse. If absent, all valid offers of the broadcast lapse. */
  readonly offerIds?: readonly string[];
}

/**
 * Lapses valid offers of a locked broadcast, and logs an event for the bidder of each offer. Returns how many
 * offers lapsed.
 */
export async function lapseOffers(
  act: Act,
  broadcast: BroadcastEntity,
  { now, reason, offerIds }: Lapsing,
): Promise<number> {
  const { tx, actor } = act;
  const standing = await tx.findBy(OfferEntity, {
    broadcastId: broadcast.id,
    status: 'standing',
    ...(offerIds && { id: In([...offerIds]) }),
  });
  const keys = new Map<string, string>();
  for (const offer of standing) {
    const lapsed = { status: nextStatus(OFFER_LIFE, offer.status, 'lapse'), version: offer.version + 1 };
    await tx.update(OfferEntity, { id: offer.id }, lapsed);
    await writeVersion(tx, actor, { ...offer, ...lapsed }, now);
    keys.set(offer.id, versionKey({ ...offer, ...lapsed }));
  }
  const digests = await digestRecords(tx, 'offer', [...keys.values()]);
  const events = standing.map((offer): NewEvent => {
    const { fact, envelope } = offerEventFields(broadcast, offer, now);
    const decided = digestsOf(digests, keys.get(offer.id));
    return eventOf('offer.lapsed', { ...decided, ...fact, reason }, envelope);
  });
  await act.append(...events);
  return standing.length;
}
