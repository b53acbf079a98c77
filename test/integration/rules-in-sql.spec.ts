import { BROADCAST_STATUSES } from '#contracts/broadcasts';
import { CASE_STATUSES } from '#contracts/reallocations';
import { isSessionLive, SESSION_IDLE_MS } from '#domain/access/session-lifetime';
import { areAnswersSealed } from '#domain/broadcasts/seal';
import { contractLiveOn } from '#domain/eligibility/contract-rule';
import { answerRegistration } from '#domain/eligibility/branch-rules';
import { streamsOf } from '#domain/feed/streams';
import { shareADay } from '#domain/owners/absence-faults';
import { isOver as isCaseOver } from '#domain/reallocations/case-lifecycle';
import { isInForce, isOver } from '#domain/restrictions/in-force';
import * as sql from '#domain/rules-in-sql';
import { World } from '../support/world.js';

const NOW = '2026-03-02T09:00:00.000Z';
const EARLIER = '2026-03-01T09:00:00.000Z';
const LATER = '2026-03-03T09:00:00.000Z';

/**
 * Some rules are written twice: as an SQL condition and as a TypeScript function or table. Tests that both
 * give the same result for every combination of inputs.
 */
describe('a rule as an SQL condition', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('knows every table that cites a document', async () => {
    const rows = await world.rows<{ table: string; column: string }>(
      `SELECT k.conrelid::regclass::text AS table, a.attname AS column
       FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
       WHERE k.contype = 'f' AND k.confrelid = 'document'::regclass`,
    );
    const cited = sql.documentIsCited('d');
    expect(rows.length).toBeGreaterThan(4);
    expect(rows.filter(({ table }) => !cited.includes(`FROM ${table} `))).toEqual([]);
  });

  /**
   * Evaluates an SQL condition on one row with the given columns. The values of the columns are SQL literals.
   */
  async function answer(condition: string, columns: Readonly<Record<string, string>>): Promise<boolean> {
    const list = Object.entries(columns).map(([name, literal]) => `${literal} AS ${name}`);
    const [row] = await world.rows<{ answer: boolean }>(
      `SELECT ${condition} AS answer FROM (SELECT ${list.join(', ')}) x`,
    );
    return row?.answer ?? false;
  }
  it.each([
    ['2026-03-01', false, 'the day before'],
    ['2026-03-02', true, 'the first day'],
    ['2026-03-03', true, 'the last day'],
    ['2026-03-04', false, 'the day after'],
  ])('an absence counts on %s: %s, %s', async (day, counts) => {
    const columns = {
      first_on: `'2026-03-02'::date`,
      last_on: `'2026-03-03'::date`,
      ended_at: 'NULL::timestamptz',
    };
    expect(await answer(sql.isAbsentOn('x', `'${day}'::date`), columns)).toBe(counts);
    const ended = { ...columns, ended_at: 'now()' };
    expect(await answer(sql.isAbsentOn('x', `'${day}'::date`), ended)).toBe(false);
    expect(shareADay({ firstOn: '2026-03-02', lastOn: '2026-03-03' }, { firstOn: day, lastOn: day })).toBe(
      counts,
    );
  });

  const text = (value: string): string => `'${value}'::text`;
  const instant = (value: string | null): string =>
    value === null ? 'NULL::timestamptz' : `'${value}'::timestamptz`;
  const date = (value: string | null): string => (value === null ? 'NULL::date' : `'${value}'::date`);

  it.each(CASE_STATUSES)('says whether a case that is %s is open', async (status) => {
    expect(await answer(sql.caseIsOpen('x'), { status: text(status) })).toBe(!isCaseOver(status));
    const isUnpromised = !isCaseOver(status) && status !== 'awarded';
    expect(await answer(sql.caseIsUnpromised('x'), { status: text(status) })).toBe(isUnpromised);
  });

  it('says while the answers to a broadcast are sealed', async () => {
    const { broadcast, asked, pkg } = await world.aBroadcastOpen();
    await world.anOffer({ from: asked[0]!, pkg });
    for (const isRanked of [false, true]) {
      await world.rows('UPDATE offer SET rank = $1 WHERE broadcast_id = $2', [
        isRanked ? 1 : null,
        broadcast.id,
      ]);
      for (const sealed of [true, false])
        for (const status of BROADCAST_STATUSES) {
          const columns = { id: `'${broadcast.id}'::uuid`, sealed: String(sealed), status: text(status) };
          expect({ columns, are: await answer(sql.answersAreSealed('x'), columns) }).toEqual({
            columns,
            are: areAnswersSealed({ sealed, status, isRanked }),
          });
        }
    }
  });

  it.each([
    { payload: '{"isSealed": true}', is: true },
    { payload: '{"isSealed": false}', is: false },
    { payload: '{}', is: false },
  ])('says of an event with $payload whether staff may not see it: $is', async ({ payload, is }) => {
    expect(await answer(sql.isSealedEvent('x'), { payload: `'${payload}'::jsonb` })).toBe(is);
    const streams = streamsOf({
      name: 'offer.made',
      authorityId: 'a',
      providerIds: [],
      payload: JSON.parse(payload) as object,
    });
    expect(streams.length === 0).toBe(is);
  });

  it('says which branches may deliver', async () => {
    for (const status of ['registered', 'deregistered'] as const)
      for (const dormant of [true, false])
        for (const personalCare of [true, false]) {
          const columns = {
            registration_status: text(status),
            dormant: String(dormant),
            personal_care: String(personalCare),
          };
          const { result } = answerRegistration({ status, dormant, personalCare });
          expect({ columns, may: await answer(sql.mayDeliver('x'), columns) }).toEqual({
            columns,
            may: result === 'pass',
          });
        }
  });

  it('says when a restriction is over and when it binds', async () => {
    for (const from of [EARLIER, NOW, LATER])
      for (const to of [null, EARLIER, NOW, LATER])
        for (const lifted of [null, EARLIER]) {
          const columns = { from_at: instant(from), to_at: instant(to), lifted_at: instant(lifted) };
          const fact = {
            from: new Date(from),
            to: to === null ? null : new Date(to),
            liftedAt: lifted === null ? null : new Date(lifted),
          };
          const at = new Date(NOW);
          expect({
            columns,
            over: !(await answer(sql.restrictionNotOver('x', instant(NOW)), columns)),
          }).toEqual({
            columns,
            over: isOver(fact, at),
          });
          expect({
            columns,
            binds: await answer(sql.restrictionInForce('x', instant(NOW)), columns),
          }).toEqual({
            columns,
            binds: isInForce(fact, { from: at, until: at }),
          });
        }
  });

  it('says on which dates a contract is live', async () => {
    const [before, day, after] = ['2026-03-01', '2026-03-02', '2026-03-03'] as const;
    for (const startsOn of [before, day, after])
      for (const endsOn of [null, before, day, after]) {
        const columns = { starts_on: date(startsOn), ends_on: date(endsOn) };
        const contract = { id: 'c', tier: 1, rankInTier: 1, startsOn, endsOn };
        expect({ columns, live: await answer(sql.isLiveOn('x', date(day)), columns) }).toEqual({
          columns,
          live: contractLiveOn([contract], day) !== null,
        });
        expect({ columns, goesOn: await answer(sql.notEndedOn('x', date(day)), columns) }).toEqual({
          columns,
          goesOn: endsOn === null || day <= endsOn,
        });
      }
  });

  it('says whether a session is valid', async () => {
    const [idle, active] = [SESSION_IDLE_MS, SESSION_IDLE_MS - 1].map((ms) => new Date(Date.parse(NOW) - ms));
    for (const lastSeenAt of [idle!, active!])
      for (const expiresAt of [EARLIER, NOW, LATER])
        for (const revokedAt of [null, EARLIER])
          for (const disabledAt of [null, EARLIER])
            for (const isKey of [false, true]) {
              const columns = {
                last_seen_at: instant(lastSeenAt.toISOString()),
                expires_at: instant(expiresAt),
                revoked_at: instant(revokedAt),
                disabled_at: instant(disabledAt),
                scopes: isKey ? `'{events}'::text[]` : 'NULL::text[]',
              };
              const facts = {
                lastSeenAt,
                expiresAt: new Date(expiresAt),
                revokedAt: revokedAt === null ? null : new Date(revokedAt),
                isKey,
                disabledAt: disabledAt === null ? null : new Date(disabledAt),
              };
              expect({
                columns,
                live: await answer(sql.sessionIsLive('x', 'x', instant(NOW)), columns),
              }).toEqual({
                columns,
                live: isSessionLive(facts, new Date(NOW)),
              });
            }
  });

  it('reads the conditions of a restriction with the parameters that each kind has', async () => {
    const { lot, winner } = await world.anAward({ branches: 1 });
    const by = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const conditions = [
      { kind: 'closed' },
      { kind: 'growth_limit', limitMinutes: 210, basis: 'cumulative' },
      { kind: 'hours_cap', capMinutes: 6_000 },
      { kind: 'no_new_people' },
      { kind: 'reporting', everyDays: 14 },
      { kind: 'suspended' },
    ] as const;
    const { id } = await world.aRestriction({ by, branchId: winner.branch.id, conditions: [...conditions] });
    const [row] = await world.rows<{ conditions: { id: string }[] }>(
      `SELECT jsonb_strip_nulls(${sql.conditionsOf('r')}) AS conditions FROM restriction r WHERE r.id = $1`,
      [id],
    );
    expect(row?.conditions).toEqual(conditions.map((one) => ({ ...one, id: expect.any(String) as string })));
  });
});
