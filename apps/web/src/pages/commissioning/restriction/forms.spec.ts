import { restrictionAnswers } from '../../../../testing/commissioning.js';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import {
  aPermission,
  aRestriction,
  CONDITION_ID,
  PACKAGE_ID,
  PERMISSION_ID,
  PERSON_ID,
  RESTRICTION_ID,
} from '../../../../testing/reallocations.js';

const PATH = `/restrictions/${RESTRICTION_ID}`;
const ROUTE = `/v1/restrictions/${RESTRICTION_ID}`;
const AGREED = {
  conditionId: CONDITION_ID,
  hours: '1',
  minutes: '',
  date: '2026-02-01',
  time: '09:00',
  reference: 'A-1',
  evidence: 'Letter <b>',
};

const openConsole = (apiAnswers: Record<string, unknown> = {}): Promise<TestConsole> =>
  TestConsole.open({
    ...restrictionAnswers(aRestriction()),
    [`GET ${ROUTE}/permissions`]: [aPermission()],
    'GET /v1/packages?search=hw-000042': { items: [{ id: PACKAGE_ID, reference: 'HW-000042' }], next: null },
    'GET /v1/packages?search=HW-0000': { items: [{ id: PACKAGE_ID, reference: 'HW-000042' }], next: null },
    'POST /v1/people/find': { id: PERSON_ID },
    'POST /v1/permissions': aPermission(),
    ...apiAnswers,
  });

describe('the forms of a restriction', () => {
  it.each([
    ['hw-000042', { packageId: PACKAGE_ID }, 'a package, however its reference is written'],
    ['LAS-7 李', { personId: PERSON_ID }, 'a person, whose case number stands in no address'],
  ])('record a written agreement for %s with %j: %s', async (subject, subjectField, _why) => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    await visitor.get(PATH);
    const { location } = await visitor.submit(`${PATH}/permissions`, { ...AGREED, subject });
    expect(location).toBe(PATH);
    expect(site.requests.find(({ route }) => route === 'POST /v1/permissions')?.body).toEqual({
      ...subjectField,
      conditionId: CONDITION_ID,
      minutes: 60,
      until: '2026-02-01T09:00:00.000Z',
      reference: 'A-1',
      evidence: 'Letter <b>',
      documentId: null,
    });
    expect(site.requests.filter(({ route }) => route.includes('LAS-7'))).toEqual([]);
  });

  it.each([
    [{ subject: '' }, {}, '#permit-subject'],
    [{ hours: 'x' }, {}, '#permit-hours'],
    [{ date: '' }, {}, '#permit-date'],
    [
      { subject: 'HW-0000' },
      { 'POST /v1/people/find': new Refusal(404, 'person_not_found') },
      '#permit-subject',
    ],
    [{}, { 'POST /v1/permissions': new Refusal(409, 'restriction_ended') }, '#permit-conditionId'],
  ])('refuse a written agreement with %j, and keep what was typed', async (typed, apiAnswer, field) => {
    const visitor = (await openConsole(apiAnswer)).signedIn('commissioner');
    await visitor.get(PATH);
    const { html } = await visitor.submit(`${PATH}/permissions`, { ...AGREED, subject: 'LAS-7', ...typed });
    expect(html.querySelector('.govuk-error-summary a')?.getAttribute('href')).toBe(field);
    expect(html.querySelectorAll(field)).toHaveLength(1);
    expect(html.querySelector('#permit-evidence')?.getAttribute('value')).toBe('Letter <b>');
  });

  it('withdraw a written agreement, and lift the restriction with a reason', async () => {
    const withdraw = `POST /v1/permissions/${PERMISSION_ID}/withdraw`;
    const site = await openConsole({ [withdraw]: aPermission(), [`POST ${ROUTE}/lift`]: aRestriction() });
    const visitor = site.signedIn('commissioner');
    const { text, html } = await visitor.get(PATH);
    expect(text).toMatch(/Package HW-000042.*Can be used once/);
    expect(html.querySelectorAll('main b')).toEqual([]);
    await visitor.submit(`${PATH}/permissions/${PERMISSION_ID}/withdraw`);
    await visitor.get(PATH);
    expect((await visitor.submit(`${PATH}/lift`)).text).toContain('Enter the reason for lifting.');
    await visitor.submit(`${PATH}/lift`, { reason: 'Re-inspected' });
    expect(site.requests.filter(({ route }) => route.startsWith('POST')).map(({ route }) => route)).toEqual([
      withdraw,
      `POST ${ROUTE}/lift`,
    ]);
  });

  it.each(['officer', 'auditor'] as const)('are not shown to an %s', async (role) => {
    const { html } = await (await openConsole()).signedIn(role).get(PATH);
    expect(html.querySelectorAll('main form')).toEqual([]);
  });
});
