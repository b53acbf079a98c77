// @ts-check
import { addProviderUser } from '../provider-users.mjs';
import { expect, until } from '../story.mjs';

/** @param {import('../story.mjs').Story} story */
export async function broadcast(story) {
  const { narrator, people, pkg } = story;
  const officer = people.named('officer');
  narrator.chapter(
    'The broadcast',
    'Exactly the branches that may take the package are invited, all at once. The decision on every branch is frozen with its evidence.',
  );
  await officer.listen();

  // Two branches that may take the package connect to the live socket before the broadcast. Both branches
  // will make an offer in the next chapter.
  const decisions = await officer.get(`/v1/packages/${pkg.id}/eligibility`, { record: false });
  const eligible = decisions.filter(
    (/** @type {any} */ d) => d.eligible && d.branchId === d.deliveringBranchId,
  );
  const firstTier = Math.min(...eligible.map((/** @type {any} */ d) => d.tier));
  const two = [
    ...new Map(
      eligible
        .filter((/** @type {any} */ d) => d.tier === firstTier)
        .map((/** @type {any} */ d) => [d.providerId, d]),
    ).values(),
  ].slice(0, 2);
  expect(two.length === 2, 'two providers of the first tier may take the package');
  for (const [index, decision] of two.entries()) {
    const name = decision.branchName;
    const branch = { name, providerId: decision.providerId };
    people.add(name, await addProviderUser(story, branch, { record: index === 0 }));
    await people.named(name).listen();
  }

  story.broadcast = await officer.post(`/v1/packages/${pkg.id}/broadcasts`, {
    say: 'broadcasts the package',
  });
  await until(
    () => two.every(({ branchName }) => people.named(branchName).heard.length > 0),
    'the invited hear at once',
  );
  narrator.events(two[0].branchName, people.named(two[0].branchName).heard);

  const all = await officer.get(`/v1/broadcasts/${story.broadcast.id}/decisions`, {
    say: 'reads which branches were invited, which were not, and why',
  });
  tellWhy(narrator, all);
  story.restricted = all.find((/** @type {any} */ d) =>
    d.checks.some((/** @type {any} */ c) => c.rule === 'restriction.no_new_people' && c.result === 'fail'),
  );
  expect(story.restricted, 'a branch is under a notice that forbids new people');

  const invitations = await officer.get(`/v1/broadcasts/${story.broadcast.id}/invitations`, {
    record: false,
  });
  story.bidders = two.map((decision) => ({
    ...decision,
    invitationId: invitations.find((/** @type {any} */ one) => one.branchId === decision.branchId)
      .invitationId,
  }));
}

/** @param {import('../narrator.mjs').Narrator} narrator @param {any[]} decisions */
function tellWhy(narrator, decisions) {
  const invited = decisions.filter(({ eligible }) => eligible);
  narrator.tell(
    `${invited.length} branches may take it; ${decisions.length - invited.length} may not, each with every reason:`,
  );
  const lines = decisions
    .filter(({ eligible }) => !eligible)
    .map(({ branchName, checks }) => {
      const failing = checks
        .filter((/** @type {any} */ c) => c.result === 'fail')
        .map((/** @type {any} */ c) => c.rule);
      return `${branchName.padEnd(38)} ${failing.join(', ')}`;
    });
  narrator.table([...lines.slice(0, 12), ...(lines.length > 12 ? [`… ${lines.length - 12} more`] : [])]);
}
