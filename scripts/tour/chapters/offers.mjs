// @ts-check
import { randomUUID } from 'node:crypto';
import { expect } from '../story.mjs';

/** @param {import('../story.mjs').Story} story */
export async function offers(story) {
  const { narrator, people, pkg, broadcast, bidders = [] } = story;
  const officer = people.named('officer');
  narrator.chapter(
    'Two offers, sealed',
    'An offer over the socket and an offer over REST are the same act. Until the broadcast closes, no one else can read an offer or learn who made it, officers included.',
  );
  const [one, two] = bidders;

  const invitation = await people.named(one.branchName).get(`/v1/invitations/${one.invitationId}`, {
    say: 'reads what care is needed, when and roughly where; never for which person',
  });
  expect(!JSON.stringify(invitation).includes('Brien'), 'an invitation names no person');
  await people.named(one.branchName).emit('invitation.seen', { invitationId: one.invitationId });

  const made = await Promise.all(
    bidders.map((bidder, index) => {
      const terms = termsOf(invitation, bidder, index);
      const payload = { invitationId: bidder.invitationId, idempotencyKey: randomUUID(), terms };
      return people.named(bidder.branchName).emit('offer.make', payload, {
        say: `offers ${pounds(terms.hourlyRatePence)} an hour`,
      });
    }),
  );
  const refused = await officer.get(`/v1/broadcasts/${broadcast.id}/offers`, {
    status: 403,
    say: 'cannot read them yet',
  });
  expect(refused.code === 'offers_sealed', 'the offers are sealed');
  await people.named(two.branchName).get(`/v1/offers/${made[0].id}`, {
    status: 404,
    say: 'does not find the offer of the other provider',
  });

  const better = { ...termsOf(invitation, one, 0), hourlyRatePence: made[0].hourlyRatePence - 25 };
  await people.named(one.branchName).put(`/v1/offers/${made[0].id}`, {
    body: { ...better, version: made[0].version },
    say: 'revises its offer',
  });
  const { items } = await officer.get(`/v1/packages/${pkg.id}/story?limit=200`, { record: false });
  const told = items.filter((/** @type {any} */ entry) => entry.name.startsWith('offer.'));
  expect(
    told.every((/** @type {any} */ entry) => entry.actorId === null),
    'the story does not say which branches made offers',
  );
}

/** @param {any} invitation @param {any} bidder @param {number} index */
function termsOf(invitation, bidder, index) {
  const { visits } = invitation.package;
  const asked = (/** @type {any} */ visit) =>
    visit.window?.from ?? (visit.band === 'breakfast' ? '08:00' : '16:00');
  return {
    startsOn: invitation.startBy.slice(0, 10),
    hourlyRatePence:
      invitation.rateMinPence + index * 10 + 30 > invitation.rateMaxPence
        ? invitation.rateMaxPence
        : invitation.rateMinPence + 30,
    visitTimes: visits.map((/** @type {any} */ visit) => ({ visitKey: visit.key, startsAt: asked(visit) })),
    deliveringBranchId: bidder.branchId,
    note: index === 0 ? 'The same two carers on weekdays.' : null,
    rateReason: 'As in the framework.',
  };
}

const pounds = (/** @type {number} */ pence) => `£${(pence / 100).toFixed(2)}`;
