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

const openConsole = (apiAnswers: Record<string, unknown> = {}, restriction: RestrictionView = CITING) =>
  TestConsole.open({
    ...restrictionAnswers(restriction),
    [`GET /v1/documents/${DOCUMENT_ID}`]: { id: DOCUMENT_ID, name: 'Visit <b> 李.txt' },
    [UPLOAD]: { id: OTHER, name: FILE.name },
    [AMEND]: restriction,
    ...apiAnswers,
  });

describe('amending a restriction', () => {
  it.each([
    ['keeps the document that it cites', {}, {}, DOCUMENT_ID],
    ['cites another', {}, { document: FILE }, OTHER],
    ['cites none any more', { noDocument: 'yes' }, {}, null],
    [
      'cites the chosen document even if the box “no document” is ticked',
      { noDocument: 'yes' },
      { document: FILE },
      OTHER,
    ],
  ])('%s', async (_how, typed, files, documentId) => {
    const site = await openConsole();
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector(`a[href="/documents/${DOCUMENT_ID}"]`)?.textContent).toBe('Visit <b> 李.txt');
    const sent = await visitor.submitWithFile(PAGE, { reason: 'Seen again', ...typed }, files);
    expect(sent).toMatchObject({ status: 303, location: `/restrictions/${RESTRICTION_ID}` });
    expect(site.requests.at(-1)?.body).toMatchObject({ documentId, version: 3, reason: 'Seen again' });
  });

  it('has no box “no document” for a notice without a document', async () => {
    const site = await openConsole({}, aRestriction());
    const visitor = site.signedIn('commissioner');
    const { html } = await visitor.get(PAGE);
    expect(html.querySelector('#noDocument')).toBeNull();
    await visitor.submitWithFile(PAGE, { reason: 'Because' }, {});
    expect(site.requests.at(-1)?.body).toMatchObject({ documentId: null });
  });

  it('shows a colleague’s amendment beside what was typed, and keeps the uploaded document', async () => {
    const site = await openConsole({ [AMEND]: new Refusal(409, 'version_stale') });
    const visitor = site.signedIn('commissioner');
    await visitor.get(PAGE);
    const typed = { version: '2', reason: 'Typed <b>', evidence: 'Typed evidence' };
    const { status, text, html } = await visitor.submitWithFile(PAGE, typed, { document: FILE });
    expect(status).toBe(409);
    expect(text).toMatch(
      /Current version: N-1\. A visit <b>.*Document: Visit <b> 李\.txt.*Received already: new\.txt/,
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
