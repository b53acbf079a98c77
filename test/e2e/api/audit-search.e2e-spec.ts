import type { AuditEventView, PersonReadView } from '#contracts/audit';
import type { Page } from '#contracts/list-page';
import { ApiWorld } from '../../support/api-world.js';

/** A name that a spreadsheet would run as a formula. */
const VIEWER = '=Søren, "the" officer';

describe('the search of an auditor', () => {
  let api: ApiWorld;
  beforeAll(async () => (api = await ApiWorld.open()));
  afterAll(() => api.close());

  async function anAuditedAward() {
    const awarded = await api.world.anAward();
    const { authorityId } = awarded.lot;
    const [auditor, officer] = await Promise.all([
      api.world.aUser({ role: 'auditor', authorityId }),
      api.world.aUser({ role: 'officer', authorityId, name: VIEWER }),
    ]);
    const [pkg] = await api.world.owner.reader.query<{ reference: string; personId: string; case: string }>(
      `SELECT k.reference, k.person_id AS "personId", p.reference AS "case"
       FROM package k JOIN person p ON p.id = k.person_id WHERE k.authority_id = $1`,
      [authorityId],
    );
    if (!pkg) throw new Error('the award has no package');
    return { ...awarded, authorityId, auditor, officer, pkg };
  }

  it('finds who read a person’s details by case number, viewer and period, page by page', async () => {
    const { auditor, officer, pkg } = await anAuditedAward();
    for (let times = 0; times < 3; times++)
      await api.as(officer).get(`/v1/people/${pkg.personId}`).expect(200);
    const find = async (query: string): Promise<Page<PersonReadView>> =>
      (await api.as(auditor).get(`/v1/audit/person-reads?${query}`).expect(200)).body as Page<PersonReadView>;

    const first = await find(`person=${pkg.case}&limit=2`);
    expect(first.items).toHaveLength(2);
    expect(first.items[0]).toMatchObject({
      personReference: pkg.case,
      viewerName: VIEWER,
      viewerOf: 'authority',
      purpose: 'GET /v1/people/:id',
    });
    const rest = await find(`person=${pkg.case}&limit=2&after=${first.next}`);
    expect([rest.items.length, rest.next]).toEqual([1, null]);

    expect((await find('person=P-unknown')).items).toEqual([]);
    expect((await find(`viewer=${encodeURIComponent('Søren')}`)).items).toHaveLength(3);
    expect((await find('viewer=%25%25')).items).toEqual([]);
    expect((await find('to=2020-01-01')).items).toEqual([]);
    await api.as(auditor).get('/v1/audit/person-reads?after=nonsense').expect(400);
    for (const list of ['events', 'person-reads', 'events/file', 'person-reads/file'])
      for (const day of ['2026-13-01', '2026-02-30', '0000-00-00'])
        for (const bound of ['from', 'to'])
          await api.as(auditor).get(`/v1/audit/${list}?${bound}=${day}`).expect(400);
  });

  it('finds events by name, subject and period, and none of another authority', async () => {
    const { auditor, pkg } = await anAuditedAward();
    const other = await anAuditedAward();
    const find = async (query: string, as = auditor): Promise<AuditEventView[]> =>
      (
        (await api.as(as).get(`/v1/audit/events?${query}`).expect(200)).body as Page<AuditEventView>
      ).items.slice();

    const ofPackage = await find(`subject=${pkg.reference}`);
    expect(ofPackage.map(({ name }) => name)).toContain('award.made');
    expect(new Set(ofPackage.map(({ packageReference }) => packageReference))).toEqual(
      new Set([pkg.reference]),
    );
    expect(await find(`subject=${pkg.case}&name=award.made`)).toHaveLength(1);
    expect(await find('name=broadcast.offers.changed')).not.toEqual([]);
    expect(await find('name=award.made&to=2020-01-01')).toEqual([]);
    const [mine] = ofPackage;
    expect(await find(`subject=${mine?.subjectId}`, other.auditor)).toEqual([]);
  });

  it('hands out both lists as CSV that a spreadsheet reads and does not run', async () => {
    const { auditor, officer, pkg } = await anAuditedAward();
    await api.as(officer).get(`/v1/people/${pkg.personId}`).expect(200);
    const headers = { authorization: `Bearer ${auditor.token}` };
    for (const [list, heading] of [
      ['person-reads', 'Time (UK),Viewer,Organisation,Case number,Read with'],
      ['events', 'Time (UK),Event,Subject,Subject id,Package,User'],
    ] as const) {
      const answer = await fetch(`${api.url}/v1/audit/${list}/file`, { headers });
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
      const lines = bytes.toString().split('\r\n');
      expect(lines[0]).toBe(`\ufeff${heading}`);
      expect(lines.length).toBeGreaterThan(2);
      if (list === 'person-reads')
        expect(lines[1]).toContain(`,"'=Søren, ""the"" officer",authority,${pkg.case},`);
    }
  });
});
