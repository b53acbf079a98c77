import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLogger } from '#platform/logging/logger';
import { traceIdOf } from '#platform/tracing/otlp-spans';
import { ApiWorld, until } from '../support/api-world.js';
import { termsFor } from '../support/builders/broadcasts.js';

type Line = Record<string, unknown> & { readonly msg?: string; readonly requestId?: string };

/** The fields of an OpenTelemetry span that this test reads. */
interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

/** Tests that a request and everything that follows from it have the same request id in logs and traces. */
describe('what is done for one request', () => {
  const lines: Line[] = [];
  const logger = createLogger(
    'test',
    { LOG_LEVEL: 'debug' },
    { write: (line) => void lines.push(JSON.parse(line) as Line) },
  );
  const spans: SentSpan[] = [];
  let collector: Server;
  let api: ApiWorld;

  beforeAll(async () => {
    collector = await aCollector(spans);
    const { port } = collector.address() as AddressInfo;
    api = await ApiWorld.open({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` }, logger);
  });
  afterAll(async () => {
    collector.close();
    await api.close();
  });

  const of = (requestId: string): Line[] => lines.filter((line) => line.requestId === requestId);
  const eventsOf = async (requestId: string): Promise<string[]> => {
    const rows = await api.world.rows<{ name: string }>(
      'SELECT name FROM event WHERE request_id = $1 ORDER BY position',
      [requestId],
    );
    return rows.map(({ name }) => name);
  };

  /**
   * Opens a broadcast that invites one branch after another, so that the first offer closes it. The event of
   * this offer starts a job, and the job logs more events.
   */
  async function anAnswerInTurn() {
    const lot = await api.world.aLot({ method: 'cascade' });
    const { pkg, asked } = await api.world.aBroadcastOpen({ lot, branches: 1 });
    const [from] = asked;
    if (!from) throw new Error('nobody was asked');
    return { from, terms: termsFor(api.world, pkg, from.branch.id) };
  }
  const closed = (requestId: string): Promise<void> =>
    until('the job has been done', () =>
      of(requestId).some(({ msg, job }) => msg === 'a job was done' && job === 'close-answered'),
    );

  it('carries its id: request, act, event, job, second event', async () => {
    const { from, terms } = await anAnswerInTurn();
    const requestId = 'a-clients-own-id-1';
    await api
      .as(from.user)
      .post(`/v1/invitations/${from.invitationId}/offers`, terms)
      .set('x-request-id', requestId)
      .expect(201)
      .expect('x-request-id', requestId);
    await closed(requestId);

    expect(await eventsOf(requestId)).toEqual(expect.arrayContaining(['offer.made', 'broadcast.closed']));
    const told = of(requestId).map(({ msg, act }) => act ?? msg);
    expect(told).toEqual(
      expect.arrayContaining(['answered', 'make-offer', 'close-answered', 'a job was done']),
    );
    const strangers = lines.filter(
      ({ jobId, requestId: id }) => String(jobId).startsWith('close-answered') && id !== requestId,
    );
    expect(strangers).toEqual([]);
    // The commit only wakes the code that seals events and the code that starts jobs. So log lines of their
    // work do not have the request id.
    expect(
      of(requestId).every(
        ({ act, msg }) => act !== undefined || msg === 'answered' || msg === 'a job was done',
      ),
    ).toBe(true);
  });

  it('carries an id over the socket too, which a refusal tells', async () => {
    const { from, terms } = await anAnswerInTurn();
    const { socket } = await api.live(from.user);
    const { invitationId } = from;
    const refused = await socket.emitWithAck('offer.make', {
      invitationId,
      idempotencyKey: api.world.aKey(),
      terms: { ...terms, note: '' },
    });
    if (refused.ok) throw new Error('it is refused');
    const refusal = refused.problem.requestId ?? '';
    expect(of(refusal)).toMatchObject([
      { msg: 'answered', message: 'offer.make', code: refused.problem.code },
    ]);

    await socket.emitWithAck('offer.make', { invitationId, idempotencyKey: api.world.aKey(), terms });
    const made = lines.findLast(({ message }) => message === 'offer.make')?.requestId ?? '';
    expect(made).not.toBe(refusal);
    await closed(made);
    expect(await eventsOf(made)).toEqual(expect.arrayContaining(['offer.made', 'broadcast.closed']));
  });

  it('is one trace, whose id stands in its lines', async () => {
    const { from, terms } = await anAnswerInTurn();
    const requestId = 'a-clients-own-id-2';
    await api
      .as(from.user)
      .post(`/v1/invitations/${from.invitationId}/offers`, terms)
      .set('x-request-id', requestId)
      .expect(201);
    await closed(requestId);
    const traceId = traceIdOf(requestId);
    expect(of(requestId).find(({ act }) => act === 'make-offer')).toMatchObject({ traceId });
    const sent = () => spans.filter((span) => span.traceId === traceId);
    await until('its spans were sent', () => sent().some(({ name }) => name === 'job close-answered'));

    const named = (name: string) => sent().find((span) => span.name === name);
    const request = named('POST /v1/invitations/:id/offers');
    const act = named('act make-offer');
    expect(act?.parentSpanId).toBe(request?.spanId);
    const transactions = sent().filter(({ name }) => name === 'transaction');
    expect(transactions.map(({ parentSpanId }) => parentSpanId)).toContain(act?.spanId);
    expect(request?.parentSpanId ?? '').toBe('');
    // The commit only wakes the code that seals events and the code that starts jobs. So their transactions
    // are not part of the request's trace.
    const parents = new Set(
      sent()
        .filter(({ name }) => /^(act|job) /.test(name))
        .map(({ spanId }) => spanId),
    );
    for (const { parentSpanId } of transactions) expect(parents).toContain(parentSpanId);
  });

  it('is told by nothing that a client or an auditor reads', async () => {
    const { from } = await anAnswerInTurn();
    const { heard, socket } = await api.live(from.user);
    const requestId = 'a-clients-own-id-3';
    await api
      .as(from.user)
      .post(`/v1/invitations/${from.invitationId}/seen`)
      .set('x-request-id', requestId)
      .expect(200);
    await until('it is heard', () => heard.length > 0);
    expect(JSON.stringify(heard)).not.toContain(requestId);
    socket.disconnect();
  });
});

/** Starts a server that collects the spans that Homeward sends over OTLP. */
async function aCollector(spans: SentSpan[]): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      const sent = JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] };
      spans.push(
        ...sent.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)),
      );
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
