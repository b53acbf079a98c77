// @ts-check
import { expect, until } from '../story.mjs';

/** @param {import('../story.mjs').Story} story */
export async function award(story) {
  const { narrator, people, pkg, broadcast, bidders = [] } = story;
  const officer = people.named('officer');
  narrator.chapter(
    'Closing, ranking, award and start',
    'Closing opens the seal. Every component of a score is stored, so that anyone can calculate it again. Losers are told their rank and the reason, never which branch won or at what price.',
  );
  await officer.post(`/v1/broadcasts/${broadcast.id}/close`, {
    body: { reason: 'Both branches that can start tonight have answered' },
    say: 'closes early, with a reason',
  });
  const ranked = await officer.get(`/v1/broadcasts/${broadcast.id}/offers`, { say: 'reads the ranking' });
  tellRanking(narrator, ranked);

  story.award = await officer.post(`/v1/broadcasts/${broadcast.id}/award`, {
    body: { offerId: ranked[0].id },
    say: 'awards the best offer',
  });
  const winner = bidders.find(({ branchId }) => branchId === ranked[0].branchId);
  const loser = bidders.find(({ branchId }) => branchId === ranked[1].branchId);
  await until(
    () => people.named(loser.branchName).heard.some(({ name }) => name === 'offer.lost'),
    'the loser hears',
  );
  const lost = await people
    .named(loser.branchName)
    .get(`/v1/offers/${ranked[1].id}`, { say: 'reads why it lost' });
  narrator.tell(`“${lost.outcome.why}”`);

  const person = await people.named(winner.branchName).get(`/v1/awards/${story.award.id}/person`, {
    say: 'may now see the person',
  });
  expect(person.familyName === "O'Brien", 'the winner sees the person');
  await people.named(loser.branchName).get(`/v1/awards/${story.award.id}/person`, {
    status: 404,
    say: 'may not see the person',
  });
  const placement = await people.named(winner.branchName).post(`/v1/awards/${story.award.id}/start`, {
    say: 'confirms that care has started',
  });
  narrator.tell(`${placement.weeklyMinutes / 60} hours a week, live.`);
  const { items } = await officer.get(`/v1/packages/${pkg.id}/story?limit=200`, { say: 'reads the history' });
  narrator.table(
    items.toReversed().map((/** @type {any} */ entry) => `${entry.name.padEnd(22)} ${entry.actorName ?? ''}`),
  );
}

/** @param {import('../narrator.mjs').Narrator} narrator @param {any[]} ranked */
function tellRanking(narrator, ranked) {
  narrator.table(['rank  branch                                 price quality  fit continuity  total']);
  for (const { rank, branchName, score } of ranked) {
    const { components: c, weights: w, total } = score;
    narrator.table([
      `${String(rank).padStart(4)}  ${branchName.padEnd(38)} ${[c.price, c.quality, c.fit, c.continuity].map((n) => String(n).padStart(5)).join(' ')}     ${String(total).padStart(6)}`,
    ]);
    const sum = w.price * c.price + w.quality * c.quality + w.fit * c.fit + w.continuity * c.continuity;
    expect(sum === total, 'the score is the weighted sum of its components');
  }
}
