import { OneRecordOfAPerson1795000078000 as OneRecord } from '../../../migrations/1795000078000-one-record-of-a-person.js';
import { DataSource } from 'typeorm';
import { World } from '../../support/world.js';

describe('the upgrade to one record for each person', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  it('keeps people who shared an NHS number, brings numbers into one form, and goes back', async () => {
    const { id: authorityId } = await world.anAuthority();
    const partly = await world.aPerson({ authorityId, bornOn: '1938-03' });
    const unknown = await world.aPerson({ authorityId, bornOn: null });
    const dataSource = await new DataSource({ type: 'postgres', url: world.url }).initialize();
    const runner = dataSource.createQueryRunner();
    const people = async () =>
      (await runner.query(
        'SELECT id, born_on::text, nhs_number FROM person WHERE authority_id = $1 ORDER BY id',
        [authorityId],
      )) as { id: string; born_on: string; nhs_number: string }[];
    const migration = new OneRecord();
    await runner.startTransaction();
    try {
      await migration.down(runner);
      expect((await people()).map(({ born_on }) => born_on)).toEqual(['1938-03-01', '1900-01-01']);
      await runner.query(`UPDATE person SET nhs_number = '9434765919' WHERE authority_id = $1`, [
        authorityId,
      ]);
      await migration.up(runner);
      expect((await people()).map(({ nhs_number }) => nhs_number)).toEqual(['943 476 5919', '943 476 5919']);
      const shared: unknown = await runner.query('SELECT id FROM person WHERE nhs_number_shared');
      expect(shared).toEqual([{ id: [partly.id, unknown.id].toSorted()[1] }]);
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
      await dataSource.destroy();
    }
  });
});
