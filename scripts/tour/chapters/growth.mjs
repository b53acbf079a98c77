// @ts-check
import { expect } from '../story.mjs';

/** The growth limit of the restriction in minutes a week (3.5 hours). */
const LIMIT_MINUTES = 210;
/** The weekly minutes above the growth limit that CQC allows later in the chapter. */
const MORE_MINUTES = 30;

/** @param {import('../story.mjs').Story} story */
export async function growth(story) {
  const { narrator, people, restricted } = story;
  const officer = people.named('officer');
  narrator.chapter(
    'A notice that holds',
    'A restriction binds from its instant. This one forbids new people, and no person’s care may grow by more than 3.5 hours a week. Exactly 3.5 hours are allowed; one minute more is not.',
  );
  const branchId = restricted.deliveringBranchId;
  const notice = restricted.checks.find((/** @type {any} */ c) => c.rule === 'restriction.no_new_people');
  narrator.tell(`${restricted.deliveringBranchName} was not invited for the package: ${notice.remedy}`);
  await officer.get(`/v1/restrictions?branchId=${branchId}`, { say: 'reads the notice' });

  const placement = await roomyPlacement(officer, branchId);
  const varied = (/** @type {number} */ minutes) => ({
    version: placement.version,
    visits: [
      ...placement.visits,
      { key: 'more', days: ['sat'], band: 'tea', minutes, carers: 1, personalCare: false },
    ],
    reason: 'The daughter who came on Saturdays is away',
  });
  const refused = await officer.post(`/v1/placements/${placement.id}/variations`, {
    body: varied(LIMIT_MINUTES + 1),
    status: 422,
    say: 'asks for 3 hours 31 minutes more, and is refused',
  });
  const [growthCheck] = refused.facts.checks;
  expect(growthCheck.rule === 'restriction.growth', 'the growth limit refuses it');
  narrator.tell(`“${growthCheck.remedy}”`);
  const allowed = await officer.post(`/v1/placements/${placement.id}/variations`, {
    body: varied(LIMIT_MINUTES),
    say: 'asks for 3 hours 30 minutes more, and is allowed',
  });
  narrator.tell(`From ${allowed.fromMinutes} to ${allowed.toMinutes} minutes a week.`);

  const room = await officer.get(`/v1/branches/${branchId}/head-room?limit=200`, {
    say: 'reads how far each person’s care may still grow',
  });
  const left = room.items.find((/** @type {any} */ one) => one.personId === placement.personId);
  expect(left.leftMinutes === 0, 'nothing is left for this person');
  await permitted(story, { ...placement, version: placement.version + 1 }, allowed);
}

/**
 * Records that CQC agreed in writing to one increase of one person's care. Then increases the care.
 *
 * @param {import('../story.mjs').Story} story
 * @param {any} placement
 * @param {any} allowed
 */
async function permitted({ narrator, people, restricted }, placement, allowed) {
  const officer = people.named('officer');
  const commissioner = people.named('commissioner');
  const { items } = await commissioner.get(`/v1/restrictions?branchId=${restricted.deliveringBranchId}`, {
    record: false,
  });
  const condition = items
    .flatMap((/** @type {any} */ one) => one.conditions)
    .find((/** @type {any} */ one) => one.kind === 'growth_limit');
  const letter = await commissioner.upload('/v1/documents?name=letter.pdf', '%PDF-1.4 agreed\n%%EOF\n', {
    say: 'uploads the regulator’s letter, which is stored with its checksum',
  });
  await commissioner.post('/v1/permissions', {
    body: {
      conditionId: condition.id,
      personId: placement.personId,
      minutes: MORE_MINUTES,
      until: new Date(Date.now() + 7 * 86_400_000).toISOString(),
      reference: 'CQC letter 27',
      evidence: 'Agreed in writing',
      documentId: letter.id,
    },
    say: 'records the written agreement to half an hour more, once',
  });
  const more = await officer.post(`/v1/placements/${placement.id}/variations`, {
    body: {
      version: placement.version,
      visits: [
        ...placement.visits,
        { key: 'more', days: ['sat'], band: 'tea', minutes: LIMIT_MINUTES, carers: 1, personalCare: false },
        { key: 'agreed', days: ['sun'], band: 'tea', minutes: MORE_MINUTES, carers: 1, personalCare: false },
      ],
      reason: 'Sundays too',
    },
    say: 'asks for half an hour more under the agreement',
  });
  const check = more.checks.find((/** @type {any} */ one) => one.rule === 'restriction.growth');
  expect(check.result === 'waived', 'the agreement allows the increase');
  expect(more.fromMinutes === allowed.toMinutes, 'the increase is added to the first one');
  narrator.tell(`From ${more.fromMinutes} to ${more.toMinutes}: “${check.remedy}”`);
}

/**
 * Finds a live placement of a branch. The weekly minutes of the placement must never have changed, and the
 * branch must have enough spare minutes in the placement's lot.
 *
 * @param {import('../visitor.mjs').Visitor} officer
 * @param {string} branchId
 */
async function roomyPlacement(officer, branchId) {
  const { items } = await officer.get(`/v1/placements?branchId=${branchId}&status=live&limit=200`, {
    record: false,
  });
  const capacities = await officer.get(`/v1/capacity?branchId=${branchId}`, { record: false });
  const roomy = new Set(
    capacities
      .filter((/** @type {any} */ c) => c.spareMinutes >= LIMIT_MINUTES + MORE_MINUTES)
      .map((/** @type {any} */ c) => c.lotId),
  );
  for (const placement of items) {
    if (!roomy.has(placement.lotId)) continue;
    const variations = await officer.get(`/v1/placements/${placement.id}/variations`, { record: false });
    if (variations.length === 0) return placement;
  }
  throw new Error('no placement of the restricted branch has room to grow');
}
