import { DEFAULT_CLOCK_PROFILES } from '#contracts/lots';
import { type PackageStatus, PACKAGE_STATUSES } from '#contracts/packages';
import { broadcastTimes } from '#domain/broadcasts/broadcast-times';
import { decideEligibility } from '#domain/eligibility/decide-eligibility';
import { needsRateReason, termsFaults } from '#domain/offers/terms-faults';
import { visitFaults } from '#domain/packages/visit-faults';
import { weeklyMinutes } from '#domain/packages/visits';
import { londonDate } from '#domain/time/london';
import { planDemonstration } from './demonstration.plan.js';
import { settingsOfLot } from './leicestershire/lot-settings.js';
import { instantOf, type PackageStory, type StoryStep, termsOf } from './stories/story.js';

const TODAY = '2026-11-22';
const NOON = new Date(`${TODAY}T12:00Z`);
const plan = planDemonstration(TODAY);
const { stories } = plan;
const titled = stories.map((story) => ({ title: story.title, story }));
const contractOf = (branchId: string, { lotCode }: PackageStory) =>
  plan.contracts.find((it) => it.branchId === branchId && it.lotCode === lotCode);

describe('the stories of the demonstration', () => {
  it('are 25, each of another person without live care', () => {
    const people = stories.map(({ personReference }) => personReference);
    const withCare = new Set(plan.livePackages.map(({ personReference }) => personReference));
    expect(new Set(people).size).toBe(25);
    expect(people.filter((person) => withCare.has(person))).toEqual([]);
  });

  it('end in every status of a package, and in every way of the same status', () => {
    const counts = (status: PackageStatus) => stories.filter(({ endsAs }) => endsAs === status).length;
    expect(PACKAGE_STATUSES.map((status) => [status, counts(status)])).toEqual([
      ['draft', 3],
      ['broadcast', 6],
      ['deciding', 3],
      ['unfilled', 3],
      ['awarded', 5],
      ['live', 2],
      ['ended', 2],
      ['withdrawn', 1],
    ]);
    expect(stories.filter(({ nextAction }) => nextAction === 'chase_start')).toHaveLength(2);
  });

  it.each(titled)('$title: asks for what the rules allow', ({ story }) => {
    expect(visitFaults(story.visits)).toEqual([]);
    expect(story.weeklyMinutes).toBe(weeklyMinutes(story.visits));
    const person = plan.people.find(({ reference }) => reference === story.personReference);
    expect(person?.lotCode).toBe(story.lotCode);
  });

  it.each(titled)('$title: goes forward in time', ({ story }) => {
    const times = story.steps.map((step) => instantOf(step, NOON).getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(story.steps[0]?.act).toBe('create_package');
    expect(times.every((time) => time < NOON.getTime())).toBe(true);
  });

  it.each(titled)('$title: is answered only by branches that may take it', ({ story }) => {
    for (const { leadId, deliveringId } of story.steps.flatMap(answersIn))
      expect(failuresOf(story, leadId, deliveringId)).toEqual([]);
  });

  it.each(titled)('$title: has offers without fault', ({ story }) => {
    for (const step of story.steps.flatMap(offersIn)) {
      const { branchId, terms } = step;
      const at = instantOf(step, NOON);
      const contract = contractOf(branchId, story);
      const today = londonDate(at);
      expect(
        termsFaults(termsOf(terms, startBy(lastOpening(story, at), story)), story.visits, { today }),
      ).toEqual([]);
      expect(contract).toBeDefined();
      const isException =
        contract && needsRateReason(terms.hourlyRatePence, settingsOfLot(story.lotCode), contract);
      expect([isException, terms.rateReason !== null]).toEqual([isException, isException]);
    }
  });

  it.each(titled.filter(({ story }) => story.steps.some(({ act }) => act === 'open_broadcast')))(
    '$title: finds branches to ask',
    ({ story }) => {
      const eligible = plan.branches.filter(({ id }) => failuresOf(story, id, id).length === 0);
      const subcontracted = plan.subcontracts.filter(
        (it) =>
          it.lotCode === story.lotCode && failuresOf(story, it.branchId, it.deliveringBranchId).length === 0,
      );
      expect(eligible.length + subcontracted.length).toBeGreaterThan(0);
    },
  );

  it('has one that nobody could be asked for', () => {
    const story = stories.find(({ needs }) => needs.includes('bsl') && needs.includes('language_cantonese'));
    if (!story) throw new Error('no such story');
    expect(plan.branches.filter(({ id }) => failuresOf(story, id, id).length === 0)).toEqual([]);
  });

  it('has one awarded to a branch that has another deliver for it', () => {
    const offers = stories.flatMap(({ steps }) => steps.flatMap(offersIn));
    expect(offers.filter(({ branchId, terms }) => terms.deliveringBranchId !== branchId)).toHaveLength(1);
  });
});

/**
 * Returns when the last broadcast of a story before a given time opened. The withdrawal of an award opens a
 * broadcast too.
 */
function lastOpening({ steps }: PackageStory, before: Date): Date {
  const openings = steps
    .filter(({ act }) => act === 'open_broadcast' || act === 'withdraw_award')
    .map((step) => instantOf(step, NOON))
    .filter((at) => at <= before);
  return openings.at(-1) ?? NOON;
}

function startBy(openedAt: Date, { urgency }: PackageStory): Date {
  return broadcastTimes(openedAt, DEFAULT_CLOCK_PROFILES[urgency]).startBy;
}

function offersIn(step: StoryStep) {
  return step.act === 'make_offer' || step.act === 'revise_offer' ? [step] : [];
}

function answersIn(step: StoryStep): { leadId: string; deliveringId: string }[] {
  if (step.act === 'decline_invitation' || step.act === 'see_invitation')
    return [{ leadId: step.branchId, deliveringId: step.branchId }];
  return offersIn(step).map(({ branchId, terms }) => ({
    leadId: branchId,
    deliveringId: terms.deliveringBranchId,
  }));
}

/**
 * Returns the eligibility rules that a branch fails for a story's package, as the product's own rules decide.
 */
function failuresOf(story: PackageStory, leadBranchId: string, deliveringBranchId: string): string[] {
  const { lotCode, personReference, key, visits, needs } = story;
  const branch = plan.branches.find(({ id }) => id === deliveringBranchId);
  if (!branch) throw new Error(`no branch ${deliveringBranchId}`);
  const contract = contractOf(leadBranchId, story);
  const capacity = plan.capacities.find((it) => it.branchId === deliveringBranchId && it.lotCode === lotCode);
  const subcontract = plan.subcontracts.find(
    (it) =>
      it.branchId === leadBranchId && it.deliveringBranchId === deliveringBranchId && it.lotCode === lotCode,
  );
  const exclusion = plan.people
    .find(({ reference }) => reference === personReference)
    ?.exclusions.find((it) => it.branchId === deliveringBranchId);
  const { checks } = decideEligibility(
    {
      leadBranchId,
      deliveringBranchId,
      contracts: contract ? [{ id: 'contract', ...contract }] : [],
      subcontract: subcontract ? { id: 'subcontract', ...subcontract } : null,
      registration: branch.registration,
      restrictions: [],
      permissions: [],
      capacity: capacity ? { ...capacity, declaredAt: NOON } : null,
      capabilities: branch.capabilities,
      ratings: branch.ratings,
      care: { personMinutesNow: 0, personAwardedMinutes: 0, branchMinutesNow: 0 },
      isExcluded: exclusion !== undefined,
      leaving: null,
    },
    {
      authorityId: 'authority',
      packageId: key,
      personId: personReference,
      lotId: lotCode,
      weeklyMinutes: story.weeklyMinutes,
      bands: visits.map(({ band }) => band),
      doubleUp: visits.some(({ carers }) => carers === 2),
      needs,
      startOn: TODAY,
    },
    settingsOfLot(lotCode).ratingPolicy,
    { now: NOON, commitBy: NOON },
  );
  return checks.filter(({ result }) => result === 'fail').map(({ rule }) => rule);
}
