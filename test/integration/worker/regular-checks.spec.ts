import { AuditCheck } from '../../../apps/worker/src/audit-check.js';
import { Sweep } from '../../../apps/worker/src/sweep.js';
import { reallocationPage } from '#brokerage/reallocations/reallocations.queries';
import { StopReallocation } from '#brokerage/reallocations/stop-reallocation';
import { AuditChain } from '#platform/audit/audit-chain';
import { createLogger } from '#platform/logging/logger';
import { Metrics } from '#platform/metrics/metrics';
import { parsePrometheusText } from '../../support/prometheus-text.js';
import { aSuspendedBranch, started } from '../../support/builders/reallocations.js';
import { World } from '../../support/world.js';

type Line = Record<string, unknown>;

/** Tests what the worker looks for at regular intervals. The results appear in log lines and metrics. */
describe('the worker, watching', () => {
  const lines: Line[] = [];
  const to = { write: (line: string) => void lines.push(JSON.parse(line) as Line) };
  let world: World;
  beforeEach(async () => {
    world = await World.open({
      providers: [AuditCheck, Sweep],
      logger: createLogger('test', { LOG_LEVEL: 'info' }, to),
    });
    lines.length = 0;
  });
  afterEach(() => world.close());

  const read = async () => parsePrometheusText(await world.get(Metrics).text());
  const said = (message: string) => lines.filter(({ msg }) => msg === message);

  it('finds a log that is not as it was sealed, and says where', async () => {
    await world.aBroadcastOpen({ branches: 1 });
    await world.get(AuditChain).seal();
    await world.get(AuditCheck).check();
    expect((await read()).value('homeward_audit_chain_broken')).toBe(0);
    expect((await read()).value('homeward_audit_chain_checked_timestamp_seconds')).toBeGreaterThan(0);

    const [{ position } = {}] = await world.rows<{ position: string }>(
      'SELECT min(position) AS position FROM event',
    );
    await world.rows('ALTER TABLE event DISABLE TRIGGER ALL');
    await world.rows(`UPDATE event SET payload = '{}' WHERE position = $1`, [position]);
    await world.get(AuditCheck).check();
    expect((await read()).value('homeward_audit_chain_broken')).toBe(1);
    expect(said('the log is not as it was sealed')).toMatchObject([
      { level: 'fatal', position, fault: 'altered' },
    ]);
  });

  it('does not take the request that an event came of for a part of it', async () => {
    await world.aBroadcastOpen({ branches: 1 });
    await world.get(AuditChain).seal();
    await world.rows('ALTER TABLE event DISABLE TRIGGER ALL');
    await world.rows(`UPDATE event SET request_id = 'another-request'`);
    expect(await world.get(AuditChain).verify()).toBeNull();
  });

  it('says how much work nobody has to see to, and when it last looked', async () => {
    await world.get(Sweep).sweep();
    expect((await read()).value('homeward_watchdog_findings', { finding: 'forgotten_work' })).toBe(0);
    const { pkg, officer } = await world.aBroadcastOpen({ branches: 1 });
    await world.rows('UPDATE app_user SET disabled_at = now() WHERE id = $1', [officer.id]);
    await world.get(Sweep).sweep();
    const found = await read();
    expect(found.value('homeward_watchdog_findings', { finding: 'forgotten_work' })).toBe(1);
    expect(found.value('homeward_watchdog_findings', { finding: 'unmoved_care' })).toBe(0);
    expect(found.value('homeward_sweep_finished_timestamp_seconds')).toBeGreaterThan(0);
    expect(said('work that nobody has to see to')).toMatchObject([
      { forgotten: [{ kind: 'package', id: pkg.id }] },
    ]);
  });

  it('proposes care again in the sweep that settles a stopped reallocation, so that it never seems forgotten', async () => {
    const suspended = await aSuspendedBranch(world, {});
    const { id, version } = await started(world, suspended);
    await world
      .get(StopReallocation)
      .execute(suspended.commissioner.caller, { reallocationId: id, version, reason: 'By mistake' });
    await world.get(Sweep).sweep();
    expect((await read()).value('homeward_watchdog_findings', { finding: 'unmoved_care' })).toBe(0);
    const { items } = await reallocationPage(world.reader, suspended.lot.authorityId, {});
    expect(items.map(({ status }) => status).sort()).toEqual(['finished', 'proposed']);
  });

  it('gives each thing that a sweep does an id, which its events carry', async () => {
    const { broadcast } = await world.aBroadcastOpen({ branches: 1 });
    world.clock.set(broadcast.closesAt);
    await world.get(Sweep).sweep();
    const rows = await world.rows<{ request_id: string | null }>(
      `SELECT request_id FROM event WHERE subject_id = $1 AND name <> 'broadcast.opened'`,
      [broadcast.id],
    );
    expect(rows).toEqual([{ request_id: expect.stringMatching(/^[\w-]{36}$/) as string }]);
  });
});
