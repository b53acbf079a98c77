// @ts-check
import { addProviderUser } from '../provider-users.mjs';
import { expect, until } from '../story.mjs';

const FEWEST = 3;
const MOST = 8;
/** The number of people who are moved to another branch before the suspension is lifted. */
const MOVED = 2;

/** @param {import('../story.mjs').Story} story */
export async function suspension(story) {
  const { narrator, people } = story;
  const commissioner = people.named('commissioner');
  narrator.chapter(
    'A provider is suspended',
    'A preview shows what a suspension would do. From its instant the suspension binds. Every person that the branch cares for is moved to another branch, in order of risk, without a gap in care.',
  );
  narrator.worthTelling = /^(case|reallocation|restriction|placement)\./;
  await commissioner.listen();
  const branchId = await aBranchToLeave(story);
  const notice = {
    branchId,
    source: 'authority',
    from: new Date().toISOString(),
    lotIds: [],
    conditions: [{ kind: 'suspended' }],
  };
  const preview = await commissioner.post('/v1/previews/restriction', {
    body: { ...notice, urgency: 'urgent' },
    say: 'previews a suspension; a preview changes nothing',
  });
  narrator.tell(
    `${preview.care.people} people, ${preview.care.weeklyMinutes / 60} hours a week; ${preview.invitationsRevoked} invitations and ${preview.offersLapsed} offers lost; no eligible branch for ${preview.unplaceable.people} people.`,
  );
  const restriction = await commissioner.post('/v1/restrictions', {
    body: {
      ...notice,
      reference: `LCC-${Date.now()}`,
      evidence: 'Safeguarding visit',
      reason: 'Visits were missed and not reported',
    },
    say: 'suspends the branch',
  });
  const heard = (/** @type {string} */ name) =>
    commissioner.heard.filter((/** @type {any} */ event) => event.name === name);
  const ours = (/** @type {any} */ event) => event.payload.branchId === branchId;
  await until(() => heard('reallocation.proposed').some(ours), 'a reallocation is proposed');

  const running = await start(story, branchId);
  const cases = async (record = false) =>
    (await commissioner.get(`/v1/reallocations/${running.id}/cases`, { record })).items;
  await until(
    async () =>
      (await cases()).every((/** @type {any} */ one) => one.status !== 'queued' && one.status !== 'released'),
    'every replacement is broadcast',
  );
  narrator.events('Commissioner', heard('case.changed').slice(0, 2));
  const asked = (await cases()).filter((/** @type {any} */ one) => one.status === 'broadcast');
  expect(asked.length > MOVED, 'branches are invited for more people than are moved');
  const moved = asked.slice(0, MOVED);
  const left = asked[MOVED];
  for (const [index, one] of moved.entries()) await move(story, one, index === 0);

  await commissioner.post(`/v1/restrictions/${restriction.id}/lift`, {
    body: { reason: 'Re-inspected: a manager is in place' },
    say: 'lifts the suspension half-way',
  });
  await until(
    () => heard('reallocation.finished').some((event) => event.subject.id === running.id),
    'cases without a new branch are kept, and the reallocation is over',
  );
  const now = await cases(true);
  const kept = now.find((/** @type {any} */ one) => one.id === left.id);
  expect(kept.status === 'kept', 'the person without a new branch stays');
  for (const { rank, status, packageReference } of now)
    narrator.table([`${String(rank).padStart(4)}  ${packageReference}  ${status}`]);
  const done = await commissioner.get(`/v1/reallocations/${running.id}`, { say: 'reads how it ended' });
  expect(done.cases.moved === moved.length, 'every person with a new branch is moved');
  narrator.worthTelling = /./;
}

/**
 * Finds a branch to suspend. The branch delivers to 3 to 8 people, each of whom another branch can take over.
 * No other chapter of the tour uses this branch.
 *
 * @param {import('../story.mjs').Story} story
 */
async function aBranchToLeave({ people, bidders = [], restricted }) {
  const officer = people.named('officer');
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (let after = ''; ;) {
    const page = await officer.get(`/v1/placements?status=live&limit=200${after}`, { record: false });
    for (const { deliveringBranchId } of page.items)
      counts.set(deliveringBranchId, (counts.get(deliveringBranchId) ?? 0) + 1);
    if (!page.next) break;
    after = `&after=${page.next}`;
  }
  const known = [...bidders.map((bidder) => bidder.branchId), restricted?.deliveringBranchId];
  const fit = [...counts].filter(([id, count]) => count >= FEWEST && count <= MOST && !known.includes(id));
  for (const [branchId] of fit.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const preview = await people.named('commissioner').post('/v1/previews/closure', {
      body: { branchId },
      record: false,
    });
    if (preview.unplaceable.people === 0) return branchId;
  }
  throw new Error('no branch of the demonstration delivers to only a few people who can all be moved');
}

/** @param {import('../story.mjs').Story} story @param {string} branchId */
async function start({ people }, branchId) {
  const commissioner = people.named('commissioner');
  const { items } = await commissioner.get(`/v1/reallocations?status=proposed&branchId=${branchId}`, {
    say: 'finds the proposed reallocation',
  });
  return commissioner.post(`/v1/reallocations/${items[0].id}/start`, {
    body: {
      version: items[0].version,
      reason: 'The care is not safe',
      urgency: 'urgent',
      pacePerMinute: 60,
      intakeCap: 5,
      awarding: 'top_offer',
    },
    say: 'starts it: at most five people for each branch, and the best offer wins',
  });
}

/** @param {import('../story.mjs').Story} story @param {any} one @param {boolean} record */
async function move(story, one, record) {
  const { people } = story;
  const officer = people.named('officer');
  const commissioner = people.named('commissioner');
  const invited = await officer.get(`/v1/broadcasts/${one.broadcastId}/invitations`, { record: false });
  const open = invited.find((/** @type {any} */ branch) => branch.status === 'open');
  expect(open, 'at least one branch is invited at once');
  const provider = await aProviderOf(story, open.branchId);
  const invitation = await provider.get(`/v1/invitations/${open.invitationId}`, { record: false });
  await provider.post(`/v1/invitations/${open.invitationId}/offers`, {
    body: termsOf(invitation),
    record,
    say: 'offers to take over the care of one person',
  });
  const state = async () =>
    (await commissioner.get(`/v1/reallocations/${one.reallocationId}/cases`, { record: false })).items.find(
      (/** @type {any} */ other) => other.id === one.id,
    );
  const { status } = await officer.get(`/v1/broadcasts/${one.broadcastId}`, { record: false });
  if (status === 'open' && (await state()).status === 'broadcast')
    await officer.post(`/v1/broadcasts/${one.broadcastId}/close`, {
      body: { reason: 'A branch that can start today has answered' },
      record: false,
    });
  await until(async () => (await state()).status === 'awarded', 'the best offer is awarded');
  const { awardId } = await state();
  await provider.post(`/v1/awards/${awardId}/start`, {
    record,
    say: 'confirms the start: the old care ends at the same instant',
  });
}

/** @param {import('../story.mjs').Story} story @param {string} branchId */
async function aProviderOf(story, branchId) {
  const { people } = story;
  const branch = await people.named('officer').get(`/v1/branches/${branchId}`, { record: false });
  const key = `provider ${branch.providerId}`;
  if (!people.has(key)) people.add(key, await addProviderUser(story, branch, { record: false }));
  return people.named(key);
}

const FIRST = { breakfast: '08:00', lunch: '12:30', tea: '16:30', bed: '19:30', night: '22:30' };

/** @param {any} invitation */
function termsOf(invitation) {
  return {
    startsOn: invitation.startBy.slice(0, 10),
    hourlyRatePence: Math.round((invitation.rateMinPence + invitation.rateMaxPence) / 2),
    visitTimes: invitation.package.visits.map((/** @type {any} */ visit) => ({
      visitKey: visit.key,
      startsAt: visit.window?.from ?? FIRST[/** @type {keyof typeof FIRST} */ (visit.band)],
    })),
    deliveringBranchId: invitation.mayDeliver[0].branchId,
  };
}
