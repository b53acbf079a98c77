import { AwardTopOffer } from '#brokerage/awards/award-top-offer';
import { ConfirmStart } from '#brokerage/awards/confirm-start';
import { CloseBroadcast } from '#brokerage/broadcasts/close-broadcast';
import { MakeOffer } from '#brokerage/offers/make-offer';
import { BroadcastReplacement } from '#brokerage/reallocations/broadcast-replacement';
import { ReleaseCases } from '#brokerage/reallocations/release-cases';
import { LiftRestriction } from '#brokerage/enforcement/lift-restriction';
import { ContestNotice } from '#brokerage/restrictions/contest-notice';
import { RecordPermission } from '#brokerage/restrictions/record-permission';
import { RecordRestriction } from '#brokerage/enforcement/record-restriction';
import { DeclareCapacity } from '#brokerage/providers/declare-capacity';
import { VaryPlacement } from '#brokerage/placements/vary-placement';
import { BANDS } from '#contracts/visits';
import { NAMED, violations } from '../support/invariants.js';
import { EXPECTED, OF_A_CONTEST, TO_EACH_AUTHORITY } from '../support/invariants/log-is-whole.js';
import { nothingOverdue } from '../support/invariants/pending-work.js';
import { OF_CASES, OF_OVERDUE, OF_REGISTRATION } from './corruptions.js';
import type { Ask, Violation } from '../support/invariants/violation.js';
import { termsFor } from '../support/builders/broadcasts.js';
import { VISITS } from '../support/builders/people.js';
import { aSuspendedBranch, casesOf, started } from '../support/builders/reallocations.js';
import { World } from '../support/world.js';

/**
 * SQL that drops all check constraints, because the constraints would refuse the violations that this test
 * causes.
 */
const WITHOUT_CHECKS = `DO $$ DECLARE one record; BEGIN
  FOR one IN SELECT conrelid::regclass AS of, conname AS name FROM pg_constraint
             WHERE contype = 'c' AND connamespace = 'public'::regnamespace
  LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', one.of, one.name); END LOOP; END $$`;

/** Thrown to roll back a violation, so that the next test starts without it. */
class Undone extends Error {}

/** Pairs of a sentence that describes a violated invariant, and SQL that causes the violation. */
const CORRUPTIONS: readonly (readonly [what: string, sql: string])[] = [
  [
    'a provider’s stream holds something else than what names it',
    'DELETE FROM event_provider WHERE position = (SELECT max(position) FROM event_provider)',
  ],
  [
    'two broadcasts of a package are open or wait for their decision',
    `DROP INDEX uq_broadcast_open; ALTER TABLE broadcast DROP CONSTRAINT uq_broadcast_round;
     UPDATE broadcast SET status = 'closed', closed_at = opened_at, package_id = (SELECT max(package_id::text)::uuid FROM broadcast)`,
  ],
  [
    'two placements of a package are live',
    `DROP INDEX uq_placement_live; UPDATE placement SET package_id = (SELECT max(package_id::text)::uuid FROM placement)`,
  ],
  [
    'an offer is awarded twice',
    `ALTER TABLE award DROP CONSTRAINT uq_award_offer; UPDATE award SET offer_id = (SELECT max(offer_id::text)::uuid FROM award)`,
  ],
  [
    'two awards of a package wait for their start',
    `DROP INDEX uq_award_package;
     UPDATE award SET status = 'awaiting_start', started_at = NULL, package_id = (SELECT max(package_id::text)::uuid FROM award)`,
  ],
  [
    'two offers of a broadcast have won',
    `DROP INDEX uq_offer_awarded; UPDATE offer SET status = 'awarded', broadcast_id = (SELECT max(broadcast_id::text)::uuid FROM offer)`,
  ],
  [
    'an award has begun twice',
    `ALTER TABLE placement DROP CONSTRAINT uq_placement_award;
     UPDATE placement SET award_id = (SELECT max(award_id::text)::uuid FROM placement)`,
  ],
  [
    'a package says something else than its broadcast, award and placement',
    `UPDATE package SET status = 'ended' WHERE status = 'live'`,
  ],
  [
    'an award, its offer and its broadcast disagree',
    `UPDATE offer SET status = 'lost' WHERE status = 'awarded'`,
  ],
  ['a broadcast is awarded, or an offer has won, without an award', 'DELETE FROM award'],
  ['an award and its placement disagree', `UPDATE award SET status = 'withdrawn' WHERE status = 'started'`],
  [
    'somebody is still asked, or waits to be, in a broadcast that is over',
    `UPDATE invitation SET status = 'open' WHERE status = 'ended'`,
  ],
  ['an offer still stands in a broadcast that is decided', `UPDATE offer SET status = 'standing'`],
  [
    'an offer stands although its branch has declined or is not asked yet',
    `UPDATE offer SET status = 'standing'; UPDATE invitation SET status = 'declined'`,
  ],
  [
    'a broadcast that waits for its decision has nothing to decide',
    `DELETE FROM offer; UPDATE broadcast SET status = 'closed', closed_at = opened_at WHERE status = 'open'`,
  ],
  [
    'the size of live care is not what its history and its package say',
    'UPDATE placement SET weekly_minutes = 1',
  ],
  ['spare capacity is below zero', 'UPDATE capacity SET spare_minutes = -1'],
  [
    'more was given out than had been declared',
    `UPDATE event SET payload = payload || '{"spareMinutes": 1}' WHERE name = 'capacity.declared'`,
  ],
  [
    'what is spare is not what was declared, less what was given out',
    'UPDATE capacity SET spare_minutes = spare_minutes + 1',
  ],
  [
    'an award went to a branch that the person had excluded',
    `INSERT INTO event (id, position, provider_ids, name, subject_type, subject_id, at, payload)
     SELECT gen_random_uuid(), 0, '{}', 'person.excluded_branch', 'person', person_id::text, now(),
            jsonb_build_object('branchId', delivering_branch_id) FROM award LIMIT 1`,
  ],
  [
    'a branch is still asked for what an enforced restriction forbids it without exception',
    `UPDATE restriction_condition SET kind = 'suspended', limit_minutes = NULL, basis = NULL WHERE kind = 'growth_limit';
     DELETE FROM permission; UPDATE restriction SET lifted_at = NULL, branch_id = i.branch_id FROM invitation i WHERE i.status = 'open'`,
  ],
  [
    'a contracted branch, or whoever may deliver for it, has no decision in a broadcast',
    'DELETE FROM eligibility_decision WHERE eligible',
  ],
  [
    'a branch with a contract or a subcontract for the lot was only listed as contracted elsewhere',
    `UPDATE broadcast_facts f SET facts = jsonb_set(facts, '{contractedElsewhere}',
       (SELECT jsonb_agg(d.branch_id) FROM eligibility_decision d WHERE d.broadcast_id = f.broadcast_id))`,
  ],
  [
    'somebody was asked who was not eligible, or was eligible and not asked',
    'UPDATE eligibility_decision SET eligible = NOT eligible',
  ],
  [
    'a decision was made from another package, or at another instant, than its broadcast',
    `UPDATE eligibility_decision SET decided_at = decided_at - interval '1 second'`,
  ],
  [
    'made again from its facts, a decision comes out otherwise',
    `UPDATE eligibility_decision SET facts = jsonb_set(facts, '{branch,capacity,spareMinutes}', '1')`,
  ],
  [
    'award.made does not stand in the log as often as in the rows',
    `DELETE FROM event WHERE name = 'award.made'`,
  ],
  [
    'placement.started does not stand in the log as often as in the rows',
    `INSERT INTO event SELECT gen_random_uuid(), 1000000 + position, authority_id, provider_ids, name, subject_type, subject_id,
       package_id, actor_id, at, payload FROM event WHERE name = 'placement.started'`,
  ],
  [
    'placement.ended does not stand in the log as often as in the rows',
    `UPDATE placement SET status = 'ended', ended_at = started_at`,
  ],
  [
    'a deadline that was reached opened or closed nothing, and nothing in the log says why',
    `UPDATE broadcast SET status = 'closed', closed_at = opened_at WHERE status = 'open'`,
  ],
  [
    'restriction.lifted is told twice to one authority, or not at all',
    'UPDATE restriction SET lifted_at = NULL',
  ],
  [
    'restriction.enforced is told twice to one authority, or not at all',
    'UPDATE restriction SET enforced_at = NULL',
  ],
  ['the wordings of an offer are not what the log tells of it', 'DELETE FROM offer_version'],
  [
    'a permission is used up and the log does not say so, or the other way about',
    'UPDATE permission SET used_at = NULL, variation_id = NULL',
  ],
  [
    'an event has no position',
    `ALTER TABLE event ALTER COLUMN position DROP NOT NULL;
     UPDATE event SET position = NULL WHERE name = 'award.made'`,
  ],
  [
    'an effect stands before its cause: something happened to what was not there yet',
    `UPDATE event SET position = -position WHERE name = 'broadcast.closed'`,
  ],
  [
    'an offer was made before its branch was invited, or an award before its broadcast',
    `UPDATE event SET position = -position WHERE name = 'award.made'`,
  ],
  [
    'a package that is neither live nor finished has no next action, owner or due time',
    `UPDATE app_user SET disabled_at = created_at`,
  ],
  [
    'an open contest has an owner who is not there',
    'UPDATE app_user SET disabled_at = created_at WHERE id IN (SELECT owner_id FROM restriction_contest)',
  ],
  [
    'open work has an owner who is not there',
    'UPDATE app_user SET disabled_at = created_at WHERE id IN (SELECT owner_id FROM restriction)',
  ],
  [
    'the owner of open work is away, and the deputy is not there either',
    `INSERT INTO absence (id, authority_id, user_id, deputy_id, first_on, last_on, recorded_at, recorded_by)
     SELECT gen_random_uuid(), u.authority_id, u.id, d.id, '2000-01-01', '2999-01-01', u.created_at, u.id
     FROM app_user u JOIN app_user d ON d.authority_id = u.authority_id AND d.id <> u.id`,
  ],
  [
    'the next action of a package is not the one of its state',
    `UPDATE package SET next_action = 'chase_start' WHERE next_action IS NOT NULL`,
  ],
  [
    'a command was carried out and its answer is not kept for whoever repeats it',
    'UPDATE request_key SET answer = NULL',
  ],
];

const AN_EVENT = `INSERT INTO event (id, position, authority_id, name, subject_type, subject_id, at, payload)`;

/** Violations in which the log has an event that did not happen. */
const TOLD_TOO_MUCH = Object.keys(EXPECTED).map(
  (name) =>
    [
      `${name} does not stand in the log as often as in the rows`,
      `${AN_EVENT} VALUES (gen_random_uuid(), 0, NULL, '${name}', 'x', gen_random_uuid()::text, now(), '{}')`,
    ] as const,
);

/** Violations in which the log has an event of a restriction three more times for one authority. */
const TOLD_TOO_OFTEN = Object.keys(TO_EACH_AUTHORITY).map(
  (name) =>
    [
      `${name} is told twice to one authority, or not at all`,
      `${AN_EVENT} SELECT gen_random_uuid(), -row_number() OVER (), coalesce(authority_id, valid_for_authority_id), '${name}', 'restriction', id::text, now(), '{}'
       FROM restriction, generate_series(1, 3) n`,
    ] as const,
);

/** Violations in which the log has an event of a contest twice for one authority, or does not have it. */
const CONTESTS_TOLD = Object.keys(OF_A_CONTEST).flatMap((name) => {
  const what = `${name} is told twice to one authority, or not to the two sides`;
  const twice = `${AN_EVENT} SELECT gen_random_uuid(), -row_number() OVER (), authority_id, '${name}', 'contest', id::text, now(), '{}'
       FROM restriction_contest, generate_series(1, 2) n WHERE status <> 'open'`;
  return [[what, twice] as const, [what, `DELETE FROM event WHERE name = '${name}'`] as const];
});

const ALL = [
  ...CONTESTS_TOLD,
  ...CORRUPTIONS,
  ...OF_CASES,
  ...OF_REGISTRATION,
  ...TOLD_TOO_MUCH,
  ...TOLD_TOO_OFTEN,
];

/**
 * Changes of rows after which a past growth of care is forbidden. The placement grew by 105 minutes under a
 * growth limit of 0, and a permission for 105 minutes allowed it.
 */
const AGAINST_A_CONDITION: readonly (readonly [why: string, sql: string])[] = [
  ['no permission was used', 'UPDATE permission SET used_at = NULL, variation_id = NULL'],
  ['the permission was for less', 'UPDATE permission SET minutes = 104'],
  ['the permission had run out', `UPDATE permission SET until = '2026-01-01'`],
  ['the permission was for somebody else', 'UPDATE permission SET person_id = gen_random_uuid()'],
  ['the permission was of another condition', 'UPDATE permission SET condition_id = gen_random_uuid()'],
  [
    'the permission was recorded after it',
    `UPDATE event SET position = position + 100000 WHERE name = 'permission.recorded'`,
  ],
  [
    'an award was made under a suspension',
    `DELETE FROM permission; UPDATE event SET position = -position WHERE name = 'restriction.recorded';
     UPDATE restriction_version SET from_at = '2020-01-01', conditions = jsonb_build_array(conditions->0 || '{"kind": "suspended"}')`,
  ],
  [
    'an award was made to a closed branch',
    `DELETE FROM permission; UPDATE event SET position = -position WHERE name = 'restriction.recorded';
     UPDATE restriction_version SET from_at = '2020-01-01', conditions = jsonb_build_array(conditions->0 || '{"kind": "closed"}')`,
  ],
  [
    'an award was made for a new person',
    `DELETE FROM permission; UPDATE event SET position = -position WHERE name = 'restriction.recorded';
     UPDATE restriction_version SET from_at = '2020-01-01', conditions = jsonb_build_array(conditions->0 || '{"kind": "no_new_people"}')`,
  ],
  [
    'a cap was passed',
    `DELETE FROM permission; UPDATE restriction_version SET conditions =
       jsonb_build_array(conditions->0 || '{"kind": "hours_cap", "capMinutes": 600}')`,
  ],
];

describe('the invariants', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
    await somethingOfEverything();
  });
  afterAll(() => world.close());

  /**
   * Creates care that started and then grew with a permission. Also creates an offer that was not awarded, a
   * capacity declaration and an open broadcast.
   */
  async function somethingOfEverything(): Promise<void> {
    const lot = await world.aLot();
    const officer = await world.aUser({
      role: 'commissioner',
      authorityId: lot.authorityId,
      name: 'O’Brien <b> 李',
    });
    const branch = await world.aContractedBranch({ lot });
    const capacity = {
      branchId: branch.branch.id,
      lotId: lot.id,
      spareMinutes: 3_000,
      bands: BANDS,
      doubleUps: true,
    };
    await world
      .get(DeclareCapacity)
      .execute({ ...branch.user.caller, requestKey: 'k' }, { ...capacity, version: 1 });
    const { placement } = await world.aPlacement({ lot, officer, branches: [branch] });
    await world.aPlacement({ lot, officer, branches: [branch] });
    world.clock.pass({ hours: 1 });
    const restriction = await world.get(RecordRestriction).execute(officer.caller, {
      branchId: branch.branch.id,
      source: 'cqc',
      reference: 'N-1',
      evidence: 'inspection',
      reason: 'unsafe',
      from: world.clock.now().toISOString(),
      lotIds: [],
      conditions: [{ kind: 'growth_limit', limitMinutes: 0, basis: 'cumulative' }],
    });
    await world.get(RecordPermission).execute(officer.caller, {
      conditionId: restriction.conditions[0]!.id,
      personId: placement.personId,
      minutes: 105,
      until: world.clock.in({ days: 1 }).toISOString(),
      reference: 'A-1',
      evidence: 'a letter',
    });
    world.clock.pass({ hours: 1 });
    const visits = VISITS.map((visit) => (visit.key === 'v1' ? { ...visit, minutes: 60 } : visit));
    const { id: placementId, version } = placement;
    await world.get(VaryPlacement).execute(officer.caller, { placementId, version, visits, reason: 'more' });
    const contest = { branchId: branch.branch.id, reason: 'another branch' };
    const contestNotice = (restrictionId: string) =>
      world.get(ContestNotice).execute(branch.user.caller, { ...contest, restrictionId });
    await contestNotice(restriction.id);
    await world
      .get(LiftRestriction)
      .execute(officer.caller, { restrictionId: restriction.id, reason: 'better' });
    const conditions = [{ kind: 'reporting', everyDays: 14 }] as const;
    const still = await world.aRestriction({
      ...{ by: officer, branchId: branch.branch.id, source: 'cqc', conditions },
    });
    await contestNotice(still.id);
    await careOnTheMove();
    world.clock.pass({ seconds: 30 });
    const lost = await world.aBroadcastOpen({ lot, officer, branches: [branch] });
    await world.anOffer({ from: lost.asked[0]!, pkg: lost.pkg });
  }

  /**
   * Creates a reallocation of two people. The care of the first person has started with the new branch. The
   * second person's case is still queued.
   */
  async function careOnTheMove(): Promise<void> {
    const suspended = await aSuspendedBranch(world, { others: 1 });
    await world.rows(
      `INSERT INTO event (id, name, subject_type, subject_id, at, payload)
       SELECT gen_random_uuid(), 'contract.recorded', 'contract', id::text, $2, '{}' FROM contract WHERE branch_id = $1`,
      [suspended.others[0]!.branch.id, world.clock.now()],
    );
    const settings = { pacePerMinute: 1, intakeCap: 1, awarding: 'top_offer' } as const;
    const { id } = await started(world, suspended, settings);
    await world.get(ReleaseCases).execute({ reallocationId: id });
    const [first] = await casesOf(world, suspended.lot.authorityId, id);
    await world.get(BroadcastReplacement).execute({ caseId: first!.id });
    const [asked] = await world.rows<{ id: string; broadcastId: string }>(
      `SELECT i.id, b.id AS "broadcastId" FROM invitation i JOIN broadcast b ON b.id = i.broadcast_id AND b.status = 'open'
       WHERE i.branch_id = $1`,
      [suspended.others[0]!.branch.id],
    );
    const { branch, user } = suspended.others[0]!;
    const terms = termsFor(world, { visits: VISITS }, branch.id);
    await world.get(MakeOffer).execute(user.caller, { invitationId: asked!.id, terms });
    const { broadcastId } = asked!;
    await world.get(CloseBroadcast).early(suspended.officer.caller, { broadcastId, reason: 'answered' });
    await world.get(AwardTopOffer).execute({ broadcastId });
    const [award] = await world.rows<{ id: string }>('SELECT id FROM award WHERE broadcast_id = $1', [
      broadcastId,
    ]);
    await world.get(ConfirmStart).execute(user.caller, { awardId: award!.id });
  }

  const asked = (found: readonly Violation[]): string[] => found.map(({ what }) => what);

  /**
   * Runs SQL that no act would run, and returns the violations of the invariants. Then rolls the SQL back.
   */
  async function foundAfter(sql: string, find: typeof violations = violations): Promise<string[]> {
    let found: Violation[] = [];
    const undone = world.owner.transaction(async (tx) => {
      await tx.write('SET LOCAL session_replication_role = replica');
      await tx.write(WITHOUT_CHECKS);
      await tx.write(sql);
      let turn: Promise<unknown> = Promise.resolve();
      const ask: Ask = <T>(query: string, parameters: readonly unknown[] = []) =>
        (turn = turn.then(() => tx.query(query, [...parameters]))) as Promise<T[]>;
      found = await find(ask, world.clock.now());
      throw new Undone();
    });
    await expect(undone).rejects.toBeInstanceOf(Undone);
    return asked(found);
  }

  it('hold in a world that nobody has meddled with', async () => {
    expect(await violations((sql, parameters) => world.rows(sql, parameters), world.clock.now())).toEqual([]);
  });

  it.each(ALL)('find that %s', async (what, sql) => {
    expect(await foundAfter(sql)).toContain(what);
  });

  it.each(AGAINST_A_CONDITION)('find what went against a condition: %s', async (_, sql) => {
    expect(await foundAfter(sql)).toContain(
      'something was committed against a condition in force, without a permission that it used up',
    );
  });

  it.each(OF_OVERDUE)('find, right after a sweep, that %s', async (what, sql) => {
    expect(await foundAfter(sql, nothingOverdue)).toContain(what);
  });

  it('have each of them been seen to find something', () => {
    const shown = [...ALL, ...OF_OVERDUE].map(([what]) => what);
    const against =
      'something was committed against a condition in force, without a permission that it used up';
    expect([...new Set(NAMED)].filter((what) => what !== against && !shown.includes(what))).toEqual([]);
  });

  it('ask for nothing that is not due yet', async () => {
    expect(await nothingOverdue((sql, parameters) => world.rows(sql, parameters), world.clock.now())).toEqual(
      [],
    );
  });
});
