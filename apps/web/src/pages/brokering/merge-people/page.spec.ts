import { aPersonView, PERSON_ID } from '../../../../testing/people.js';
import { Refusal, TestConsole } from '../../../../testing/test-console.js';

const OTHER_ID = '01900000-0000-7000-8000-0000000000a2';
const KEPT = aPersonView();
const OTHER = aPersonView({ id: OTHER_ID, reference: 'P-2', bornOn: '1940', version: 7 });
const PATH = `/people/${PERSON_ID}/merge`;
const MERGE = `POST /v1/people/${PERSON_ID}/merge`;
const packagesOf = (id: string): string => `GET /v1/packages?personId=${id}&limit=50`;

const open = (answers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({
    [`GET /v1/people/${PERSON_ID}`]: KEPT,
    [`GET /v1/people/${OTHER_ID}`]: OTHER,
    [packagesOf(PERSON_ID)]: { items: [], next: null },
    [packagesOf(OTHER_ID)]: { items: [{ id: 'p', reference: 'HW-7', status: 'live' }], next: null },
    'POST /v1/people/find': { id: OTHER_ID },
    ...answers,
  });

describe('merging two records', () => {
  it('finds the other record by its case number', async () => {
    const visitor = (await open()).signedIn('officer');
    await visitor.get(PATH);
    expect(await visitor.submit(PATH, { reference: '' })).toMatchObject({ status: 400 });
    expect(await visitor.submit(PATH, { reference: 'P-2' })).toMatchObject({
      status: 303,
      location: `${PATH}/${OTHER_ID}`,
    });
  });

  it('compares both records, and merges them with the versions that were shown', async () => {
    const site = await open({ [MERGE]: { id: PERSON_ID, version: 5 } });
    const visitor = site.signedIn('officer');
    const { text, html } = await visitor.get(`${PATH}/${OTHER_ID}`);
    expect(text).toMatch(/Case number.*P-1.*P-2.*HW-7, live/);
    expect(html.querySelector(`main a[href="/people/${OTHER_ID}/merge/${PERSON_ID}"]`)).not.toBeNull();
    expect(await visitor.submit(`${PATH}/${OTHER_ID}`)).toMatchObject({
      status: 303,
      location: `/people/${PERSON_ID}`,
    });
    expect(site.requests.at(-1)?.body).toEqual({ version: 4, otherPersonId: OTHER_ID, otherVersion: 7 });
  });

  it('says every reason why the records cannot be merged', async () => {
    const faults = [
      { code: 'births_differ', sentence: 'The dates of birth differ.' },
      { code: 'work_out_with_branches', sentence: 'A package is out.', packageIds: ['p'] },
    ];
    const visitor = (await open({ [MERGE]: new Refusal(422, 'person_merge_refused', { faults }) })).signedIn(
      'officer',
    );
    await visitor.get(`${PATH}/${OTHER_ID}`);
    const { text } = await visitor.submit(`${PATH}/${OTHER_ID}`);
    expect(text).toMatch(/The dates of birth differ\..*A package is out\./);
  });

  it('leads from a merged record to the record that is kept', async () => {
    const merged = new Refusal(404, 'person_merged', { personId: OTHER_ID });
    const site = await open({ [`GET /v1/people/${PERSON_ID}`]: merged });
    const answer = await site.signedIn('officer').get(`/people/${PERSON_ID}`);
    expect(answer).toMatchObject({ status: 303, location: `/people/${OTHER_ID}` });
  });

  it('has no page for auditors', async () => {
    const visitor = (await open()).signedIn('auditor');
    expect((await visitor.get(PATH)).status).toBe(403);
  });
});
