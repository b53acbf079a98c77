import { VaryPlacement } from '#brokerage/placements/vary-placement';
import {
  answeredFirst,
  answeredInTurn,
  broadcastsDue,
  nobodyLeftToAnswer,
  restrictionsDue,
  startsDue,
  wavesDue,
} from '#brokerage/monitoring/due-work.queries';
import { boardOf } from '#brokerage/monitoring/board.queries';
import { londonDate } from '#domain/time/london';
import { LEICESTERSHIRE } from '#demonstration/rows/load-input-and-row-ids';
import { LoadDemonstration } from '#demonstration/load-demonstration';
import { ROLES } from '#contracts/roles-and-actors';
import { RATINGS } from '#contracts/ranking';
import type { Visit } from '#contracts/visits';
import type { Caller } from '#platform/acts/caller';
import { VerifyAudit } from '#brokerage/audit/verify-audit';
import { AuditChain } from '#platform/audit/audit-chain';
import { readLogAfter } from '#platform/log/log-reader';
import { isPassword } from '#platform/security/passwords';
import { AlarmsProcessor } from '../../../apps/worker/src/alarms.processor.js';
import { jobsForEvent } from '../../../apps/worker/src/jobs-for-event.js';
import { World } from '../../support/world.js';
import { countRows, contentHashes } from './stored-content.js';

const LOADING_MS = 120_000;

describe('the demonstration authority', () => {
  let world: World;
  let signIns: Awaited<ReturnType<LoadDemonstration['execute']>>['signIns'];
  const progress: string[] = [];
  const load = () => new LoadDemonstration(world.owner, world.clock);

  beforeAll(async () => {
    world = await World.open({ providers: [AlarmsProcessor] });
    const loaded = await load().execute((line) => progress.push(line));
    expect(loaded.loaded).toBe(true);
    ({ signIns } = loaded);
  }, LOADING_MS);
  afterAll(() => world.close());

  it('has seven districts in 18 lots, two or more to a district, each with its outline and its areas', async () => {
    const districts = await world.rows<{ lots: number }>(
      `SELECT count(*)::int AS lots FROM lot l JOIN authority a ON a.id = l.authority_id AND a.gss_code = 'E10000018'
       WHERE l.outline->>'type' = 'MultiPolygon' AND EXISTS (SELECT 1 FROM lot_area WHERE lot_id = l.id)
       GROUP BY district_code`,
    );
    expect(districts).toHaveLength(7);
    expect(districts.reduce((sum, { lots }) => sum + lots, 0)).toBe(18);
    expect(Math.min(...districts.map(({ lots }) => lots))).toBeGreaterThanOrEqual(2);
  });

  it('has 40 providers with 55 branches, of every rating and none', async () => {
    expect(await countRows(world, 'provider')).toBe(40);
    expect(await countRows(world, 'branch')).toBe(55);
    const ratings = await world.rows<{ overall: string | null }>(
      `SELECT DISTINCT ratings->>'overall' AS overall FROM branch`,
    );
    expect(new Set(ratings.map(({ overall }) => overall))).toEqual(new Set([...RATINGS, null]));
  });

  it('has a live first-tier contract in every lot, and more than one branch of the first tier in a district', async () => {
    const lots = await world.rows<{ district: string; branches: string[] }>(
      `SELECT l.district_code AS district, array_agg(c.branch_id) AS branches
       FROM lot l JOIN contract c ON c.lot_id = l.id AND c.tier = 1
       WHERE l.district_code LIKE 'E07%' AND daterange(c.starts_on, c.ends_on, '[]') @> $1::date
       GROUP BY l.id`,
      [world.clock.now()],
    );
    expect(lots).toHaveLength(18);
    for (const district of new Set(lots.map((lot) => lot.district)))
      expect(
        new Set(lots.filter((lot) => lot.district === district).flatMap((lot) => lot.branches)).size,
      ).toBeGreaterThan(1);
  });

  it('has 1,200 live placements and 25 packages in every state of their life', async () => {
    expect(await countRows(world, "placement WHERE status = 'live' AND award_id IS NULL")).toBe(1_200);
    const states = await world.rows(
      `SELECT status, next_action AS next, count(*)::int FROM package
       WHERE id NOT IN (SELECT package_id FROM placement WHERE award_id IS NULL) GROUP BY 1, 2 ORDER BY 1, 2`,
    );
    expect(states).toEqual([
      { status: 'awarded', next: 'await_start', count: 3 },
      { status: 'awarded', next: 'chase_start', count: 2 },
      { status: 'broadcast', next: 'await_offers', count: 6 },
      { status: 'deciding', next: 'decide_award', count: 3 },
      { status: 'draft', next: 'broadcast_package', count: 3 },
      { status: 'ended', next: null, count: 2 },
      { status: 'live', next: null, count: 2 },
      { status: 'unfilled', next: 'broadcast_again', count: 3 },
      { status: 'withdrawn', next: null, count: 1 },
    ]);
  });

  it('lets one user of each role in, and those of another authority', async () => {
    expect(new Set(signIns.map(({ role }) => role))).toEqual(new Set(ROLES));
    expect(signIns).toContainEqual(expect.objectContaining({ email: 'officer@rutland.example' }));
    for (const { email, role, password } of signIns) {
      const [user] = await world.rows<{ role: string; hash: string }>(
        'SELECT role, password_hash AS hash FROM app_user WHERE email = $1 AND disabled_at IS NULL',
        [email],
      );
      expect(user?.role).toBe(role);
      expect(await isPassword(password, user?.hash ?? null)).toBe(true);
    }
  });

  it('gives a provider of the sign-in page each kind of work to do', async () => {
    const providers = signIns.filter(({ role }) => role === 'provider').map(({ email }) => email);
    const kinds = await world.rows<Record<string, number>>(
      `SELECT (SELECT count(*)::int FROM award a JOIN branch b ON b.id = a.delivering_branch_id
               WHERE b.provider_id = u.provider_id AND a.status = 'awaiting_start') AS starts,
              (SELECT count(*)::int FROM branch_report r JOIN branch b ON b.id = r.branch_id
               WHERE b.provider_id = u.provider_id AND r.received_at IS NULL) AS reports,
              (SELECT count(*)::int FROM capacity k JOIN branch b ON b.id = k.branch_id
               WHERE b.provider_id = u.provider_id AND k.declared_at < $2::timestamptz - interval '7 days') AS capacity,
              (SELECT count(*)::int FROM invitation i LEFT JOIN offer o ON o.invitation_id = i.id
               WHERE i.provider_id = u.provider_id AND i.status = 'open' AND o.id IS NULL) AS invitations
       FROM app_user u WHERE u.email = ANY($1)`,
      [providers, world.clock.now()],
    );
    const hasAll = kinds.filter((kind) => Object.values(kind).every((count) => count > 0));
    expect({ kinds, providersWithAllKinds: hasAll.length > 0 }).toMatchObject({
      providersWithAllKinds: true,
    });
  });

  it('shows a council that looks after its framework and its people', async () => {
    expect(await countRows(world, 'contract_check')).toBe(6);
    const today = londonDate(world.clock.now());
    expect(await countRows(world, `contract_check WHERE review_on < '${today}'`)).toBe(1);
    expect(await countRows(world, `rate_uplift WHERE from_on > '${today}'`)).toBe(1);
    expect(await countRows(world, 'team')).toBe(2);
    expect(await countRows(world, `absence WHERE first_on <= '${today}' AND last_on >= '${today}'`)).toBe(1);
    expect(await countRows(world, 'user_branch')).toBe(1);
    expect(await countRows(world, 'branch WHERE confirmed_capabilities = capabilities')).toBeGreaterThan(40);
    expect(await countRows(world, 'branch WHERE confirmed_capabilities <> capabilities')).toBeGreaterThan(4);
    const [council] = await world.rows<{ id: string }>('SELECT id FROM authority WHERE name = $1', [
      LEICESTERSHIRE,
    ]);
    const { items } = await boardOf(world.reader, council!.id, {}, world.clock.now());
    expect(items.filter(({ action }) => action === 'check_run_out')).toHaveLength(1);
    expect(items.filter(({ coveredByName }) => coveredByName !== null)).toHaveLength(1);
  });

  it('keeps what must always hold', async () => {
    expect(await countRows(world, 'capacity WHERE spare_minutes < 0')).toBe(0);
    const twice = `(SELECT package_id FROM placement WHERE status = 'live' GROUP BY 1 HAVING count(*) > 1) k`;
    expect(await countRows(world, twice)).toBe(0);
    const asked = `(SELECT package_id FROM broadcast WHERE status IN ('open', 'closed') GROUP BY 1 HAVING count(*) > 1) k`;
    expect(await countRows(world, asked)).toBe(0);
    const awarded = `(SELECT broadcast_id FROM offer WHERE status = 'awarded' GROUP BY 1 HAVING count(*) > 1) o`;
    expect(await countRows(world, awarded)).toBe(0);
    const liveCare = `package k WHERE (status = 'live') <> EXISTS (
      SELECT 1 FROM placement WHERE package_id = k.id AND status = 'live')`;
    expect(await countRows(world, liveCare)).toBe(0);
    const unseen = `package WHERE status NOT IN ('live', 'ended', 'withdrawn')
      AND num_nulls(next_action, next_action_owner_id, next_action_due_at) > 0`;
    expect(await countRows(world, unseen)).toBe(0);
    const startedAgainst = `placement p JOIN restriction r ON r.branch_id = p.delivering_branch_id
      WHERE p.started_at >= r.from_at AND p.started_at < coalesce(r.lifted_at, r.to_at, 'infinity')
        AND NOT EXISTS (SELECT 1 FROM restriction_lot WHERE restriction_id = r.id AND lot_id <> p.lot_id)`;
    expect(await countRows(world, startedAgainst)).toBe(0);
    const knownLater = `eligibility_decision
      WHERE (facts #>> '{branch,capacity,declaredAt}')::timestamptz > decided_at`;
    expect(await countRows(world, knownLater)).toBe(0);
  });

  it('has a story for every package, in the order of time and none of it in the future', async () => {
    expect(
      await countRows(world, 'package k WHERE NOT EXISTS (SELECT 1 FROM event WHERE package_id = k.id)'),
    ).toBe(0);
    const log = await world.rows<{ at: Date }>('SELECT at FROM event ORDER BY position');
    const times = log.map(({ at }) => at.getTime());
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(times.at(-1)).toBeLessThanOrEqual(world.clock.now().getTime());
  });

  it('leaves nothing due, so that the worker finds nothing to do', async () => {
    const now = world.clock.now();
    for (const due of [restrictionsDue, broadcastsDue, wavesDue, startsDue])
      expect(await due(world.reader, now)).toEqual([]);
    for (const due of [answeredFirst, answeredInTurn, nobodyLeftToAnswer])
      expect(await due(world.reader)).toEqual([]);

    const alarms = world.get(AlarmsProcessor);
    const { events } = await readLogAfter(world.reader, '0', 10_000);
    const ringing = events.flatMap(jobsForEvent).filter(({ at }) => !at || at <= now);
    expect(ringing.length).toBeGreaterThan(50);
    for (const job of ringing)
      expect([job.id, await alarms.process(job as never)]).toEqual([job.id, 'nothing_due']);
  });

  it('binds the restricted branch: 3.5 hours more for a person is allowed, a minute beyond is not', async () => {
    const [care] = await world.rows<{ id: string; version: number; visits: Visit[] }>(
      `SELECT p.id, p.version, p.visits FROM placement p
       JOIN restriction r ON r.branch_id = p.delivering_branch_id AND r.lifted_at IS NULL AND r.to_at IS NULL
       JOIN restriction_condition c ON c.restriction_id = r.id AND c.kind = 'growth_limit'
       JOIN capacity s ON s.branch_id = p.delivering_branch_id AND s.lot_id = p.lot_id AND s.spare_minutes > 211
       WHERE p.status = 'live' ORDER BY p.id LIMIT 1`,
    );
    const { id: placementId, version, visits } = care!;
    const added = (minutes: number) => {
      const more: Visit = {
        key: 'more',
        days: ['sat'],
        band: 'tea',
        minutes,
        carers: 1,
        personalCare: false,
      };
      return { placementId, version, visits: [...visits, more], reason: 'More help at the weekend' };
    };
    const officer = await callerOf('officer@leicestershire.example');
    const vary = world.get(VaryPlacement);

    const refused = vary.execute(officer, added(211));
    await expect(refused).rejects.toMatchObject({
      code: 'variation_refused',
      facts: { checks: [{ rule: 'restriction.growth' }] },
    });
    const { fromMinutes, toMinutes } = await vary.execute(officer, added(210));
    expect(toMinutes - fromMinutes).toBe(210);
  });

  it('seals and verifies as a chain', async () => {
    const chain = world.get(AuditChain);
    let sealed = 0;
    for (let batch = await chain.seal(); batch > 0; batch = await chain.seal()) sealed += batch;
    expect(sealed).toBe(await countRows(world, 'event'));
    expect(await chain.verify()).toBeNull();
    expect(await world.get(VerifyAudit).execute()).toMatchObject({
      fault: null,
      unproven: 'no_head',
      erased: 0,
    });
  });

  it('tells what it loads, and is loaded once', async () => {
    expect(progress[0]).toBe('18 lots, 40 providers, 55 branches');
    const before = await contentHashes(world);
    expect(await load().execute()).toEqual({ loaded: false, signIns });
    expect(await contentHashes(world)).toEqual(before);
  });

  async function callerOf(email: string): Promise<Caller> {
    const [user] = await world.rows<{ id: string; authorityId: string }>(
      'SELECT id, authority_id AS "authorityId" FROM app_user WHERE email = $1',
      [email],
    );
    const { id: userId, authorityId } = user!;
    return { actor: { kind: 'staff', userId, sessionId: userId, role: 'officer', authorityId } };
  }
});
