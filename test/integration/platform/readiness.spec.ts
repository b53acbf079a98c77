import { ApiModule } from '../../../apps/api/src/api.module.js';
import { CrossTenantDatabase } from '#platform/database/database';
import { Readiness } from '#platform/health/readiness';
import { World } from '../../support/world.js';

/** Tests whether an API process reports that it is ready. No worker runs during the test. */
describe('readiness', () => {
  let world: World;
  beforeEach(async () => {
    world = await World.open({ imports: (config) => [ApiModule.for(config)] });
    await world.module.init();
  });
  afterEach(() => world.close());

  it('is there when database, queue and log are', async () => {
    expect(await world.get(Readiness).report()).toMatchObject({
      ready: true,
      checks: { database: { ok: true }, queue: { ok: true }, log: { ok: true, behind: 0 } },
    });
  });

  it('says how far the log’s reader is behind, and is gone after a minute', async () => {
    const lot = await world.aLot();
    await world.aPackage({ by: await world.aUser({ role: 'officer', authorityId: lot.authorityId }) });
    world.clock.pass({ seconds: 59 });
    expect(await world.get(Readiness).report()).toMatchObject({
      ready: true,
      checks: { log: { ok: true, behind: 1, oldestSeconds: 59 } },
    });
    world.clock.pass({ seconds: 1 });
    expect(await world.get(Readiness).report()).toMatchObject({
      ready: false,
      checks: { log: { ok: false, behind: 1, oldestSeconds: 60 } },
    });
  });

  it('says no when the database does not answer, and stays silent about why', async () => {
    const unreachable = {
      reader: { query: () => Promise.reject(new Error('password authentication failed')) },
    };
    const readiness = new Readiness(unreachable as unknown as CrossTenantDatabase, world.clock, {
      reach: () => Promise.resolve({ ok: true }),
    } as never);
    const report = await readiness.report();
    expect(report).toMatchObject({ ready: false, checks: { database: { ok: false }, queue: { ok: true } } });
    expect(JSON.stringify(report)).not.toContain('password');
  });
});
