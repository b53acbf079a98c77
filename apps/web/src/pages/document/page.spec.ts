import { DOCUMENT_ID, RESTRICTION_ID } from '../../../testing/commissioning.js';
import { UNREACHABLE, TestConsole, Refusal } from '../../../testing/test-console.js';

const PAGE = `/documents/${DOCUMENT_ID}`;
const ROUTE = `GET /v1${PAGE}/content`;
const NAME = `attachment; filename="Visit.txt"; filename*=UTF-8''Visit%20%E6%9D%8E.txt`;

const aFile = (content = 'What was <script>seen</script>'): Response =>
  new Response(content, {
    headers: {
      'content-type': 'text/plain',
      'content-disposition': NAME,
      'set-cookie': 'a=b',
      'x-of-the-api': 'its own',
    },
  });

describe('a document', () => {
  it('is downloaded byte for byte, with a policy that stops scripts', async () => {
    const site = await TestConsole.open({ [ROUTE]: aFile() });
    const { status, headers, html } = await site.signedIn('provider').get(PAGE);
    expect([status, html.toString()]).toEqual([200, 'What was <script>seen</script>']);
    expect(headers).toMatchObject({
      'content-type': 'text/plain',
      'content-disposition': NAME,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'",
    });
    expect(headers).not.toHaveProperty('set-cookie');
    expect(headers).not.toHaveProperty('x-of-the-api');
  });

  it('is requested for the signed-in user, and not without a session', async () => {
    const site = await TestConsole.open({ [ROUTE]: aFile('') });
    expect(await site.visitor().get(PAGE)).toMatchObject({
      status: 303,
      location: `/sign-in?next=${encodeURIComponent(PAGE)}`,
    });
    expect(site.requests).toEqual([]);
    await site.signedIn('officer').get(PAGE);
    const [request] = site.requests.filter(({ route }) => route === ROUTE);
    expect(request?.headers.authorization).toMatch(/^Bearer /);
  });

  it.each([
    [new Refusal(404, 'document_not_found'), 404],
    [new Refusal(403, 'role_not_allowed'), 403],
    [UNREACHABLE, 503],
  ])('is a failure page if the API refuses with %j', async (apiAnswer, status) => {
    const site = await TestConsole.open({ [ROUTE]: apiAnswer });
    const { headers, ...refused } = await site.signedIn('officer').get(PAGE);
    expect(refused.status).toBe(status);
    expect(headers['content-type']).toContain('text/html');
    expect(headers).not.toHaveProperty('content-disposition');
  });

  it('redirects to signing in if the session has ended', async () => {
    const site = await TestConsole.open({ [ROUTE]: new Refusal(401, 'not_signed_in') });
    expect(await site.signedIn('officer').get(PAGE)).toMatchObject({ status: 303 });
  });

  it('is not requested if the id is invalid', async () => {
    const site = await TestConsole.open({});
    expect(await site.signedIn('officer').get('/documents/..%2Fsessions')).toMatchObject({ status: 404 });
    expect(site.requests.map(({ route }) => route)).not.toContain('GET /v1/sessions/content');
  });
});

describe('the archive of a notice', () => {
  it('is downloaded as one file', async () => {
    const apiAnswer = new Response('PK', { headers: { 'content-type': 'application/zip' } });
    const site = await TestConsole.open({
      [`GET /v1/restrictions/${RESTRICTION_ID}/evidence-pack`]: apiAnswer,
    });
    const { headers } = await site.signedIn('auditor').get(`/restrictions/${RESTRICTION_ID}/evidence-pack`);
    expect(headers).toMatchObject({ 'content-type': 'application/zip', 'content-disposition': 'attachment' });
  });
});
