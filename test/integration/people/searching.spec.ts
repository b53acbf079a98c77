import { SearchPeople } from '#brokerage/people/search-people';
import { readSearch } from '#brokerage/people/steps/read-person';
import type { StaffActor } from '#contracts/roles-and-actors';
import type { NewPersonSearch, PersonSearchView } from '#contracts/people';
import { tenantOf } from '#platform/database/tenant';
import { Database } from '#platform/database/database';
import type { TestUser } from '../../support/builders/authorities.js';
import { World } from '../../support/world.js';

describe('searching for people', () => {
  let world: World;
  let officer: TestUser;
  let packageReference: string;
  let lot: Awaited<ReturnType<World['aLot']>>;
  beforeAll(async () => {
    world = await World.open();
    lot = await world.aLot();
    const { authorityId } = lot;
    officer = await world.aUser({ role: 'officer', authorityId });
    const maggie = await world.aPerson({
      authorityId,
      reference: 'LAS-1001',
      givenName: 'Margaret',
      familyName: "O'Brien",
      bornOn: '1938-03-14',
      nhsNumber: '943 476 5919',
    });
    const people = [
      {
        reference: 'LAS-1002',
        givenName: 'Zoë',
        familyName: 'Łukasz',
        bornOn: '1938-03',
        postcode: 'LE11 1AA',
      },
      {
        reference: 'LAS-1003',
        givenName: 'John',
        familyName: 'Smith',
        bornOn: '1940-01-01',
        postcode: 'LE11 1AA',
      },
      {
        reference: 'LAS-1004',
        givenName: 'John',
        familyName: 'Smithson',
        bornOn: null,
        postcode: 'LE11 1AB',
      },
    ];
    for (const person of people) await world.aPerson({ authorityId, ...person });
    await world.aPerson({
      authorityId: (await world.anAuthority()).id,
      givenName: 'John',
      familyName: 'Smith',
    });
    packageReference = (await world.aPackage({ by: officer, personId: maggie.id })).reference;
  });
  afterAll(() => world.close());

  const search = (asked: NewPersonSearch, by = officer) => world.get(SearchPeople).execute(by.caller, asked);
  const view = (id: string, by = officer): Promise<PersonSearchView> =>
    world
      .get(Database)
      .transaction(tenantOf(by.actor), (tx) =>
        readSearch(tx, by.actor as StaffActor, id, { at: world.clock.now(), purpose: 'test' }),
      );
  const foundBy = async (asked: NewPersonSearch): Promise<string[]> => {
    const { id } = await search(asked);
    return (await view(id)).people.map(({ reference }) => reference.slice(-1));
  };

  it.each<{ asked: NewPersonSearch; found: string[]; why: string }>([
    { asked: { text: 'margaret' }, found: ['1'], why: 'a given name' },
    { asked: { text: 'obrien' }, found: ['1'], why: 'without the apostrophe' },
    { asked: { text: 'o’brien marg' }, found: ['1'], why: 'family name first, and a part' },
    { asked: { text: 'margret' }, found: ['1'], why: 'misspelt' },
    { asked: { text: 'zoe lukasz' }, found: ['2'], why: 'without accents' },
    { asked: { text: 'smith' }, found: ['3', '4'], why: 'the whole word before the longer one' },
    { asked: { text: 'smiht' }, found: ['3', '4'], why: 'letters swapped' },
    { asked: { text: 'john', bornOn: '1940' }, found: ['3'], why: 'a name and a year of birth' },
    {
      asked: { text: '14 3 1938' },
      found: ['2', '1'],
      why: 'a date of birth, of which a record has the month',
    },
    { asked: { bornOn: '1938' }, found: ['1', '2'], why: 'a year of birth only' },
    { asked: { text: '9434765919' }, found: ['1'], why: 'an NHS number' },
    { asked: { text: 'las 1003' }, found: ['3'], why: 'a case number, as it is said' },
    { asked: { text: 'LE111AA' }, found: ['3', '2'], why: 'a postcode' },
    { asked: { text: 'nobody here' }, found: [], why: 'an unknown name' },
  ])('finds by $why', async ({ asked, found }) => {
    expect((await foundBy(asked)).toSorted()).toEqual([...found].toSorted());
  });

  it('finds by the reference of a package, and says how many packages are open', async () => {
    const { id, found } = await search({ text: packageReference.toLowerCase() });
    expect(found).toBe(1);
    expect((await view(id)).people).toMatchObject([{ reference: 'LAS-1001', openPackages: 1 }]);
  });

  it('shows the best match first', async () => {
    expect(await foundBy({ text: 'smithson' })).toEqual(['4', '3']);
  });

  it('records the fields and the people, but no word, and each read of a person', async () => {
    const { id } = await search({ text: 'Margaret', bornOn: '1938' });
    const [kept] = await world.rows<{ fields: string[]; person_ids: string[] }>(
      'SELECT * FROM person_search WHERE id = $1',
      [id],
    );
    expect(kept).toMatchObject({ user_id: officer.id, fields: ['name', 'bornOn', 'reference'] });
    expect(JSON.stringify(kept)).not.toMatch(/margaret|1938/i);
    const readsOf = () =>
      world.rows('SELECT 1 FROM person_read WHERE person_id = $1 AND purpose = $2', [
        kept?.person_ids[0],
        'test',
      ]);
    const before = (await readsOf()).length;
    await view(id);
    expect((await readsOf()).length).toBe(before + 1);
  });

  it('keeps no word with the idempotency key', async () => {
    const caller = { ...officer.caller, requestKey: world.aKey() };
    const answers = [
      await world.get(SearchPeople).execute(caller, { text: 'Margaret' }),
      await world.get(SearchPeople).execute(caller, { text: 'Margaret' }),
    ];
    expect(answers[0]).toEqual(answers[1]);
    const kept = await world.rows('SELECT * FROM request_key WHERE key = $1', [caller.requestKey]);
    expect(JSON.stringify(kept)).not.toMatch(/margaret/i);
  });

  it('is shown to the user who searched, and to nobody else', async () => {
    const { id } = await search({ text: 'smith' });
    const colleague = await world.aUser({ role: 'officer', authorityId: lot.authorityId });
    const stranger = await world.aUser({ role: 'officer' });
    for (const by of [colleague, stranger])
      await expect(view(id, by)).rejects.toMatchObject({ code: 'person_search_not_found' });
    expect((await search({ text: 'smith' }, stranger)).found).toBe(0);
  });

  it('needs something to look for', async () => {
    await expect(search({ text: ' ' })).rejects.toMatchObject({ code: 'person_search_empty' });
  });

  it('shows at most 20 people and says that there are more', async () => {
    const own = await world.aUser({ role: 'officer' });
    const { authorityId } = own.actor as StaffActor;
    for (let n = 0; n < 21; n++)
      await world.aPerson({ authorityId, givenName: 'Many', familyName: 'People' });
    const { id, found } = await search({ text: 'many people' }, own);
    expect([found, (await view(id, own)).hasMore]).toEqual([20, true]);
  });
});
