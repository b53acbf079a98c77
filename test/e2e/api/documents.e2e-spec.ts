import { createHash } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { unzipSync } from 'fflate';
import type { FastifyInstance } from 'fastify';
import supertest, { type Test } from 'supertest';
import { webFor } from '../../support/console-server.js';
import { LARGEST_DOCUMENT_BYTES } from '#contracts/documents';
import type { TestUser } from '../../support/builders/authorities.js';
import { ApiWorld } from '../../support/api-world.js';
import { aWordDocument, JPEG, PNG } from '../../support/builders/files.js';

/**
 * Returns a function that waits for the n-th HTTP response on a raw connection and returns the status line of
 * this response.
 */
function answersOn(raw: Socket): (nth: number) => Promise<string> {
  const heard: string[] = [];
  const waiting = new Map<number, (line: string) => void>();
  raw.on('data', (data) => {
    for (const [line] of data.toString().matchAll(/^HTTP\/1.1 .*$/gm)) {
      heard.push(line);
      waiting.get(heard.length)?.(line);
    }
  });
  return (nth) =>
    new Promise((resolve, reject) => {
      const line = heard[nth - 1];
      if (line !== undefined) return resolve(line);
      waiting.set(nth, resolve);
      raw.once('error', reject).once('close', () => reject(new Error('hung up')));
    });
}

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const PAGE = Buffer.from('<html><script>alert(1)</script>');
const INVALID = { status: 422, code: 'document_invalid' } as const;
const PDF = Buffer.from('%PDF-1.7\nfictional\n%%EOF\n');

/** Tests documents over HTTP, through the API and through the console, also with hostile clients. */
describe('documents', () => {
  let api: ApiWorld;
  let web: FastifyInstance;
  let origin: string;
  let officer: TestUser;

  beforeAll(async () => {
    api = await ApiWorld.open({ TRUSTED_PROXIES: '1' });
    web = await webFor(api.url);
    origin = await web.listen({ port: 0, host: '127.0.0.1' });
    officer = await api.world.aUser({ role: 'officer' });
  });
  afterAll(async () => {
    await web.close();
    await api.close();
  });

  function upload(
    body: Buffer | string,
    {
      name = 'notice.pdf',
      type = 'application/pdf',
      at = api.url,
      by = officer,
      key = api.world.aKey(),
    } = {},
  ): Test {
    const request = supertest(at)
      .post(`/v1/documents?name=${encodeURIComponent(name)}`)
      .set('authorization', `Bearer ${by.token}`)
      .set('idempotency-key', key);
    return (type === '' ? request : request.set('content-type', type)).send(body as string);
  }

  const download = (id: string, by = officer, at = api.url): Test =>
    supertest(at)
      .get(`/v1/documents/${id}/content`)
      .set('authorization', `Bearer ${by.token}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      });

  it('go up and come down as they were, to be saved and not shown', async () => {
    const { body } = await upload(PDF, { name: `O'Brien <b> 李.pdf` }).expect(201);
    expect(body).toMatchObject({
      name: `O'Brien <b> 李.pdf`,
      mediaType: 'application/pdf',
      byteSize: PDF.length,
      sha256: createHash('sha256').update(PDF).digest('hex'),
    });
    const { id } = body as { id: string };
    await api
      .as(officer)
      .get(`/v1/documents/${id}`)
      .expect(200)
      .expect((answer) => expect(answer.body).toEqual(body));
    const saved = await download(id).expect(200);
    expect(PDF.equals(saved.body)).toBe(true);
    expect(saved.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="O'Brien <b> _.pdf"; filename*=UTF-8''O%27Brien%20%3Cb%3E%20%E6%9D%8E.pdf`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    });
  });

  it.each([
    { type: 'application/pdf', start: '%PDF-1.7\n' },
    { type: 'text/plain; charset=utf-8', start: 'words' },
  ])(
    'of exactly 10 MB and of type $type pass both processes; one byte more does not',
    async ({ type, start }) => {
      const largest = Buffer.alloc(LARGEST_DOCUMENT_BYTES, 'a');
      largest.write(start);
      largest.write('%%EOF', largest.length - 5);
      const { body } = await upload(largest, { type, at: origin }).expect(201);
      expect(body).toMatchObject({ byteSize: LARGEST_DOCUMENT_BYTES });
      const saved = await download((body as { id: string }).id, officer, origin).expect(200);
      expect(largest.equals(saved.body)).toBe(true);
      for (const at of [api.url, origin]) {
        const { status, body: problem } = await upload(Buffer.concat([largest, Buffer.from('b')]), {
          type,
          at,
        });
        expect([status, problem.code]).toEqual([413, 'payload_too_large']);
      }
    },
  );

  it('that are refused on the way are refused in the API’s words, however large', async () => {
    const large = Buffer.alloc(9_000_000, 'a');
    const nobody = { ...officer, token: 'nobody' };
    for (const [given, status, code] of [
      [{ by: nobody }, 401, 'not_signed_in'],
      [{ type: 'text/html' }, 415, 'document_type_not_allowed'],
      [{ by: await api.world.aUser({ role: 'auditor' }) }, 403, 'role_not_allowed'],
    ] as const) {
      const answer = await upload(large, { at: origin, ...given }).set('connection', 'keep-alive');
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const answer = await supertest(origin)
      .post('/v1/sessions')
      .set('connection', 'keep-alive') // with `connection: close`, the server may close before the client has read the response
      .send({ email: 'x'.repeat(900_000), password: 'x' });
    expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
  });

  it.each(['the API', 'the one origin'])('may be half sent when %s refuses them', async (which) => {
    const { hostname, port } = new URL(which === 'the API' ? api.url : origin);
    for (const [path, type, status] of [
      ['/v1/documents?name=a.pdf', 'application/pdf', 401],
      ['/v1/documents?name=a.pdf', 'text/html', 401],
      ['/v1/sessions', 'text/html', 415],
    ] as const) {
      const raw = connect(Number(port), hostname);
      const heard = answersOn(raw);
      raw.write(
        `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\ncontent-length: 200000\r\n\r\n`,
      );
      raw.write('a'.repeat(100_000));
      expect(await heard(1)).toContain(` ${status} `);
      raw.write('a'.repeat(100_000));
      raw.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
      expect(await heard(2)).toContain(' 200 ');
      raw.destroy();
    }
  });

  it.each([
    { type: 'image/png', file: PNG, more: Buffer.alloc(0) },
    { type: 'image/png', file: PNG, more: Buffer.alloc(7) },
    { type: 'image/jpeg', file: JPEG, more: Buffer.from('\u0000\u0000 ftypmp42 a film') },
    { type: 'image/jpeg', file: JPEG, more: JPEG },
    { type: WORD, file: aWordDocument(), more: Buffer.alloc(0) },
  ])(
    'are what they say: $type with $more.length more bytes is kept to its end',
    async ({ type, file, more }) => {
      const { body } = await upload(Buffer.concat([file, more]), { type, at: origin }).expect(201);
      expect(body).toMatchObject({ byteSize: file.length });
      const saved = await download((body as { id: string }).id, officer, origin).expect(200);
      expect(file.equals(saved.body as Buffer)).toBe(true);
    },
  );

  it('are the only bodies that may be large', async () => {
    const body = JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(300_000) });
    await supertest(api.url)
      .post('/v1/sessions')
      .set('content-type', 'application/json')
      .send(body)
      .expect(413);
    for (const type of ['application/pdf', 'text/plain', 'image/png']) {
      const answer = await supertest(api.url)
        .post('/v1/sessions')
        .set('content-type', type)
        .send(PDF.toString());
      expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
      const large = await supertest(api.url)
        .post('/v1/sessions')
        .set('content-type', type)
        .send('x'.repeat(300_000));
      expect(large.status).toBe(413);
    }
  });

  it.each([
    { why: 'nothing', body: Buffer.alloc(0), status: 422, code: 'document_invalid' },
    {
      why: 'a page said to be a PDF',
      body: '<script>alert(1)</script>',
      status: 422,
      code: 'document_invalid',
    },
    { why: 'a picture said to be a PDF', body: '\u0089PNG', status: 422, code: 'document_invalid' },
    { why: 'half a picture', body: PNG.subarray(0, 80), type: 'image/png', ...INVALID },
    { why: 'a picture with a page', body: Buffer.concat([PNG, PAGE]), type: 'image/png', ...INVALID },
    {
      why: 'a picture with a letter',
      body: Buffer.concat([PNG, aWordDocument()]),
      type: 'image/png',
      ...INVALID,
    },
    { why: 'a photo with a page', body: Buffer.concat([JPEG, PAGE]), type: 'image/jpeg', ...INVALID },
    {
      why: 'a photo with an archive',
      body: Buffer.concat([JPEG, aWordDocument()]),
      type: 'image/jpeg',
      ...INVALID,
    },
    { why: 'a photo said to be a PNG', body: JPEG, type: 'image/png', ...INVALID },
    { why: 'the first bytes of a photo', body: JPEG.subarray(0, 4), type: 'image/jpeg', ...INVALID },
    { why: 'a letter with a page', body: Buffer.concat([aWordDocument(), PAGE]), type: WORD, ...INVALID },
    {
      why: 'a letter with macros',
      body: aWordDocument({ 'word/vbaProject.bin': 'x' }),
      type: WORD,
      ...INVALID,
    },
    { why: 'half a PDF', body: '%PDF-1.7\n1 0 obj', ...INVALID },
    { why: 'a page', body: '<b>', type: 'text/html', status: 415, code: 'document_type_not_allowed' },
    { why: 'JSON', body: '{}', type: 'application/json', status: 415, code: 'document_type_not_allowed' },
    { why: 'no type', body: '%PDF-', type: '', status: 415, code: 'document_type_not_allowed' },
    {
      why: 'half a type',
      body: '%PDF-',
      type: 'application/',
      status: 415,
      code: 'document_type_not_allowed',
    },
    { why: 'a path', body: PDF, name: '../../etc/passwd', status: 400, code: 'invalid_request' },
    { why: 'a Windows path', body: PDF, name: '..\\x.pdf', status: 400, code: 'invalid_request' },
    { why: 'one separator', body: PDF, name: 'a/b', status: 400, code: 'invalid_request' },
    { why: 'a folder', body: PDF, name: '..', status: 400, code: 'invalid_request' },
    {
      why: 'a header in the name',
      body: PDF,
      name: 'a\r\nset-cookie: x=1',
      status: 400,
      code: 'invalid_request',
    },
    { why: 'a NUL in the name', body: PDF, name: 'a\u0000.pdf', status: 400, code: 'invalid_request' },
    { why: 'an empty name', body: PDF, name: '', status: 400, code: 'invalid_request' },
    { why: 'a blank name', body: PDF, name: '  ', status: 400, code: 'invalid_request' },
    {
      why: 'a name of nothing to see',
      body: PDF,
      name: '\u3164\u202e',
      status: 400,
      code: 'invalid_request',
    },
    { why: 'an endless name', body: PDF, name: 'x'.repeat(201), status: 400, code: 'invalid_request' },
  ])('are refused clearly: $why', async ({ body, status, code, name, type }) => {
    const answer = await upload(body, {
      ...(name !== undefined && { name }),
      ...(type !== undefined && { type }),
    });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toContain('application/problem+json');
  });

  it('need a name once, a key and somebody signed in; nobody else’s body is even read', async () => {
    const post = (path: string) =>
      supertest(api.url)
        .post(path)
        .set('authorization', `Bearer ${officer.token}`)
        .set('content-type', 'application/pdf');
    await post('/v1/documents?name=a.pdf&name=b.pdf')
      .set('idempotency-key', 'k1')
      .send(PDF.toString())
      .expect(400);
    await post('/v1/documents').set('idempotency-key', 'k2').send(PDF.toString()).expect(400);
    await post('/v1/documents?name=a.pdf')
      .send(PDF.toString())
      .expect(400)
      .expect(({ body }) => expect(body.code).toBe('idempotency_key_required'));
    await upload(PDF, { by: { ...officer, token: 'nobody' } }).expect(401);
    await upload(PDF, { by: await api.world.aUser({ role: 'auditor' }) }).expect(403);

    // A client without a session announces a body of 10 MB. The API refuses the request before it has
    // received any of the body.
    const { hostname, port } = new URL(api.url);
    const answered = await new Promise<string>((resolve, reject) => {
      const raw = connect(Number(port), hostname, () =>
        raw.write(
          'POST /v1/documents?name=a.pdf HTTP/1.1\r\nhost: x\r\ncontent-type: application/pdf\r\ncontent-length: 10000000\r\n\r\n',
        ),
      );
      raw.once('data', (data) => {
        raw.destroy();
        resolve(data.toString());
      });
      raw.on('error', reject);
    });
    expect(answered).toMatch(/^HTTP\/1.1 401/);
  });

  it('that stop half-way leave nothing behind and harm nobody', async () => {
    const { hostname, port } = new URL(api.url);
    const key = api.world.aKey();
    await new Promise<void>((resolve, reject) => {
      const raw = connect(Number(port), hostname, () => {
        raw.write(
          `POST /v1/documents?name=a.pdf HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${officer.token}\r\n` +
            `idempotency-key: ${key}\r\ncontent-type: application/pdf\r\ncontent-length: 5000\r\n\r\n%PDF-`,
          () => raw.destroy(),
        );
      });
      raw.on('close', () => resolve());
      raw.on('error', reject);
    });
    await upload(PDF, { key }).expect(201);
  });

  it('are answered once for a key', async () => {
    const key = api.world.aKey();
    const [one, two] = await Promise.all([upload(PDF, { key }), upload(PDF, { key })]);
    expect(one.body).toEqual(two.body);
    const other = await upload(Buffer.concat([PDF, Buffer.from('!')]), { key });
    expect([other.status, other.body.code]).toEqual([422, 'idempotency_key_reused']);
  });

  it('and updates make a pack: notice, amendment, update and export, over HTTP', async () => {
    const { world } = api;
    const lot = await world.aLot();
    const { branch, user } = await world.aContractedBranch({ lot });
    const commissioner = await world.aUser({ role: 'commissioner', authorityId: lot.authorityId });
    const [staff, provider] = [api.as(commissioner), api.as(user)];
    const { body: letter } = await upload(PDF, { by: commissioner }).expect(201);
    const { body: notice } = await staff
      .post('/v1/restrictions', {
        branchId: branch.id,
        source: 'cqc',
        reference: 'NOP-1',
        evidence: 'Letter',
        documentId: letter.id,
        reason: 'Unsafe',
        from: world.clock.now().toISOString(),
        lotIds: [],
        conditions: [{ kind: 'reporting', everyDays: 14 }],
      })
      .expect(201);
    expect(notice).toMatchObject({ documentId: letter.id, ownerId: commissioner.id, version: 1 });
    await staff
      .post(`/v1/restrictions/${notice.id}/amend`, {
        version: 1,
        reason: 'Found worse',
        conditions: [{ kind: 'reporting', everyDays: 7 }, { kind: 'no_new_people' }],
        to: null,
      })
      .expect(200);
    for (const broken of [
      { version: 2, reason: 'W', from: null },
      { version: 2, reason: 'W', lotIds: null },
      { version: 2, reason: 'W', ownerId: null },
      { version: 2, reason: 'W', conditions: [null] },
      { version: 2, reason: 'W', conditions: [{ kind: 'closed', everyDays: 3 }] },
      { version: 2, reason: 'W', source: 'authority' },
    ])
      await staff.post(`/v1/restrictions/${notice.id}/amend`, broken).expect(400);
    await staff.get(`/v1/restrictions/${notice.id}/versions`).expect(200);
    const { body: owed } = await provider.get(`/v1/reports?status=due&branchId=${branch.id}`).expect(200);
    expect(owed.items).toMatchObject([{ number: 1, dueOn: '2026-03-09' }]);
    for (const [restrictionId, count] of [
      [notice.id, 1],
      [letter.id, 0],
    ]) {
      const { body } = await staff.get(`/v1/reports?restrictionId=${restrictionId}`).expect(200);
      expect(body.items).toHaveLength(Number(count));
    }
    await staff.get('/v1/reports?restrictionId=x').expect(400);
    const { body: plan } = await upload('Our plan', {
      by: user,
      name: 'plan.txt',
      type: 'text/plain',
    }).expect(201);
    await download(plan.id, commissioner).expect(404);
    await provider
      .post(`/v1/reports/${owed.items[0].id}/submit`, { account: 'Rang everyone', documentId: plan.id })
      .expect(200);
    await download(plan.id, commissioner).expect(200);

    const pack = await supertest(origin)
      .get(`/v1/restrictions/${notice.id}/evidence-pack`)
      .set('authorization', `Bearer ${commissioner.token}`)
      .buffer(true)
      .parse((response, done) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => done(null, Buffer.concat(chunks)));
      })
      .expect(200)
      .expect('content-type', 'application/zip');
    expect(Object.keys(unzipSync(new Uint8Array(pack.body as Buffer))).sort()).toEqual(
      [
        'manifest.json',
        'updates.csv',
        `documents/${letter.id} notice.pdf`,
        `documents/${plan.id} plan.txt`,
      ].sort(),
    );

    const { body: paused } = await provider
      .post(`/v1/branches/${branch.id}/pause`, { lotIds: [], reason: 'Staff are ill' })
      .expect(201);
    await staff.post(`/v1/restrictions/${paused[0].id}/lift`, { reason: 'W' }).expect(404);
    await provider.post(`/v1/restrictions/${paused[0].id}/resume`, { reason: 'Back' }).expect(200);
  });
});
