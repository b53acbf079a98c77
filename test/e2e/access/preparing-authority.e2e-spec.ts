import { ApiWorld } from '../../support/api-world.js';
import { ROUTES } from './expected-access.js';
import { storeTenantRecords, type TenantRecords } from './tenant-records.js';

/** Routes of what reaches providers in every stage: lists, restrictions, updates that are owed, and documents. */
const IN_EVERY_STAGE =
  /^\/v1\/(care-lists|restrictions|reports|documents)\b|^\/v1\/branches\/[^/]+\/(pause|contests)$/;
/** Routes of the provider itself, and of contracts to which it is a party, with the capacity in their lots. */
const OF_THE_PROVIDER =
  /^\/v1\/(session|sessions|keys|webhooks|feed|me|password|contracts|subcontracts|capacity|work|providers|branches\/[^/]+$)\b|\/capacity\/|\/capabilities\b/;
/** An offer cannot be there before a council is live, because no broadcast is published. */
const OF_OFFERS = /^\/v1\/offers\/\{id\}$/;

/**
 * Calls every route of a provider while the council of its care prepares (docs/rules.md §7.5). Each answers as if the care
 * were not there.
 */
describe('the care of a council that is not live', () => {
  let api: ApiWorld;
  let own: TenantRecords;
  let careIds: readonly string[];

  beforeAll(async () => {
    api = await ApiWorld.open();
    own = await storeTenantRecords(api.world);
    const found = await api.world.rows<{ id: string }>(
      `SELECT id::text FROM package WHERE authority_id = (SELECT authority_id FROM lot WHERE id = $1)
       UNION ALL SELECT id::text FROM placement WHERE lot_id = $1 UNION ALL SELECT id::text FROM award WHERE lot_id = $1
       UNION ALL SELECT id::text FROM variation_request UNION ALL SELECT id::text FROM hand_back
       UNION ALL SELECT id::text FROM person WHERE authority_id = (SELECT authority_id FROM lot WHERE id = $1)`,
      [own.lotId],
    );
    careIds = found.map(({ id }) => id);
  });
  afterAll(() => api.close());

  const cases = Object.entries(ROUTES)
    .filter(([, { roles }]) => roles !== 'public' && roles.includes('provider'))
    .map(([route, one]) => {
      const [method = '', template = ''] = route.split(' ');
      return { route, method, template, ...one };
    });
  const ask = ({ method, template, path, body }: (typeof cases)[number]) => {
    const client = api.as(own.users.provider);
    const url = path?.(own, 'provider') ?? template;
    const given = body?.(own) ?? {};
    if (method === 'GET') return client.get(url);
    if (method === 'DELETE') return client.delete(url);
    if (method === 'PUT') return client.put(url, given);
    if (method === 'PATCH') return client.patch(url, given);
    return client.post(url, given);
  };
  const setStage = (stage: string) =>
    api.world.rows(
      `UPDATE authority SET stage = $2, stage_since = now(), stage_by = (SELECT id FROM app_user WHERE authority_id = authority.id LIMIT 1)
       WHERE id = (SELECT authority_id FROM lot WHERE id = $1)`,
      [own.lotId, stage],
    );
  const ofCare = cases.filter(
    ({ template }) => ![IN_EVERY_STAGE, OF_THE_PROVIDER, OF_OFFERS].some((those) => those.test(template)),
  );
  const lists = ofCare.filter(({ method, path, shared }) => method === 'GET' && (!path || shared));
  const records = ofCare.filter((one) => !lists.includes(one) && (one.path || one.namesOwn));

  it('is shown to the provider while it is live, so that the comparison below can fail', async () => {
    for (const one of lists) expect([one.route, (await ask(one)).status]).toEqual([one.route, 200]);
    const shown = await Promise.all(lists.map(async (one) => (await ask(one)).text));
    expect(careIds.filter((id) => shown.join().includes(id)).length).toBeGreaterThan(4);
  });

  it.each(lists)('$route shows none of it', async (one) => {
    await setStage('preparing');
    const { status, text } = await ask(one);
    expect(status).toBe(200);
    for (const id of careIds) expect(text).not.toContain(id);
  });

  it.each(records)('$route does not find it', async (one) => {
    await setStage('preparing');
    const before = await api.world.rows('SELECT count(*)::int AS events FROM event');
    const { status, body } = await ask(one);
    expect([one.route, status, (body as { code?: string }).code]).toEqual([
      one.route,
      404,
      expect.stringMatching(/_not_found$/),
    ]);
    expect(await api.world.rows('SELECT count(*)::int AS events FROM event')).toEqual(before);
  });
});
