import type { RestrictionView } from '#contracts/restrictions';
import { TestConsole, Refusal } from '../../../../testing/test-console.js';
import {
  aRestriction,
  DOCUMENT_ID,
  RESTRICTION_ID,
  restrictionAnswers,
} from '../../../../testing/commissioning.js';

const PAGE = `/restrictions/${RESTRICTION_ID}/amend`;
const AMEND = `POST /v1${PAGE}`;
const OTHER = '01900000-0000-7000-8000-0000000000c9';
const FILE = { name: 'new.txt', type: 'text/plain', content: 'newer' };
const UPLOAD = 'POST /v1/documents?name=new.txt';
const CITING = aRestriction({ documentId: DOCUMENT_ID });

const opened = (says: Record<string, unknown> = {}, restriction: RestrictionView = CITING) =>
  TestConsole.open({
    ...restrictionAnswers(restriction),
    [`GET /v1/documents/${DOCUMENT_ID}`]: { id: DOCUMENT_ID, name: 'Visit <b> 李.txt' },
    [UPLOAD]: { id: OTHER, name: FILE.name },
    [AMEND]: restriction,
    ...says,
  });

describe('amending a restriction', () => {
  it.each([
    ['keeps the document that it cites', {}, {}, DOCUMENT_ID],
    ['cites another', {}, { document: FILE }, OTHER],
    ['cites none any more', { noDocument: 'yes' }, {}, null],
    ['cites the one that was chosen, whatever else was', { noDocument: 'yes' }, { document: FILE }, OTHER],
  ])('%s', async (_how, typed, files, documentId) => {
    const site = await opened();
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector(`a[href="/documents/${DOCUMENT_ID}"]`)?.textContent).toBe('Visit <b> 李.txt');
    const sent = await visitor.submitWithFile(PAGE, { reason: 'Seen again', ...typed }, files);
    expect(sent).toMatchObject({ status: 303, location: `/restrictions/${RESTRICTION_ID}` });
    expect(site.requests.at(-1)?.body).toMatchObject({ documentId, version: 3, reason: 'Seen again' });
  });

  it('of a notice without a document asks for none, and sends none', async () => {
    const site = await opened({}, aRestriction());
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector('#noDocument')).toBeNull();
    await visitor.submitWithFile(PAGE, { reason: 'Because' }, {});
    expect(site.requests.at(-1)?.body).toMatchObject({ documentId: null });
  });

  it('that was overtaken shows both, with the document that was received already', async () => {
    const site = await opened({ [AMEND]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const typed = { version: '2', reason: 'Typed <b>', evidence: 'Typed evidence' };
    const { status, text, html } = await visitor.submitWithFile(PAGE, typed, { document: FILE });
    expect(status).toBe(409);
    expect(text).toMatch(
      /It says now: N-1\. A visit <b>.*Document: Visit <b> 李\.txt.*Received already: new\.txt/,
    );
    expect(html.querySelector('#evidence')?.textContent).toContain('Typed evidence');
    await visitor.submitWithFile(PAGE, {}, {});
    const sent = site.requests.filter(({ route }) => route === AMEND).map(({ body }) => body);
    expect(sent).toMatchObject([
      { documentId: OTHER, version: 2 },
      { documentId: OTHER, version: 3 },
    ]);
  });
});
