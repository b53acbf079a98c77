import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Config } from '#platform/config/config';
import { CONFIG } from '#platform/config/injection-tokens';
import { LARGEST_BODY_BYTES } from '#contracts/documents';
import { LOGGER, type Logger, NestLog } from '#platform/logging/logger';
import { answerParserError } from '#platform/http/answer-on-sockets';
import { readOnAfterIgnoredUpgrades, WebSocketOnlyMessage } from '#platform/http/ignored-upgrades';
import { ApiModule } from './api.module.js';
import { acceptUploads } from './http/accept-uploads.js';
import { assertWithinBodyLimits } from './http/body-limits.js';
import { PROBLEM_TYPE, problemOf } from './http/problem.js';
import { logRequests, requestId } from './http/request-log.js';
import { keepConnectionAfterRefusal } from './http/keep-connection-after-refusal.js';
import { refuseUnknownMethods } from './http/known-methods.js';
import { acceptPlainJson } from './http/plain-json.js';
import { refuseEncodedBodies } from './http/refuse-encoded-bodies.js';
import { DATA_HEADERS, setResponseHeaders } from './http/response-headers.js';
import { watchForwardedAddresses } from './http/watch-forwarded-addresses.js';
import { serveDocs } from './openapi/serve-docs.js';

export function fastifyAdapter(config: Pick<Config, 'TRUSTED_PROXIES'>): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: LARGEST_BODY_BYTES,
    genReqId: requestId,
    // Answers a request with an address that Fastify cannot parse. Fastify does not pass such a request on to
    // Nest. So the error answer is built here, in the format problem details (RFC 9457).
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const problem = problemOf(error, request.id);
      void reply.status(problem.status).headers(DATA_HEADERS).type(PROBLEM_TYPE).send(problem);
    },
    trustProxy: isTrusted(config.TRUSTED_PROXIES ?? 0),
    // A client that has not sent its whole request within 30 seconds is disconnected.
    requestTimeout: 30_000,
    forceCloseConnections: 'idle',
    http: { IncomingMessage: WebSocketOnlyMessage },
    clientErrorHandler: answerParserError,
  });
}

/**
 * Returns the function that tells Fastify which proxies to trust. Only the `hops` proxies nearest to the
 * process are trusted. Only a trusted proxy may set the client's address in a header.
 */
export const isTrusted =
  (proxies: number) =>
  (_address: string, hop: number): boolean =>
    hop < proxies;

/**
 * Configures logging, sockets, security headers, body limits, uploads and the OpenAPI pages. The real API
 * process and the tests both use this configuration.
 */
export async function configureApi(app: NestFastifyApplication): Promise<NestFastifyApplication> {
  const logger = app.get<Logger>(LOGGER);
  app.useLogger(new NestLog(logger));
  app.useWebSocketAdapter(new IoAdapter(app));
  const server = app.getHttpAdapter().getInstance();
  logRequests(server, logger);
  watchForwardedAddresses(server, logger, app.get<Config>(CONFIG).TRUSTED_PROXIES ?? 0);
  await setResponseHeaders(app);
  readOnAfterIgnoredUpgrades(server.server);
  refuseUnknownMethods(server);
  refuseEncodedBodies(server);
  acceptPlainJson(app);
  server.addHook('preValidation', (request, _reply, done) => {
    assertWithinBodyLimits(request.body);
    done();
  });
  keepConnectionAfterRefusal(server);
  acceptUploads(app);
  serveDocs(app);
  return app;
}

export async function createApi(config: Config): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.for(config),
    fastifyAdapter(config),
    {
      abortOnError: false,
      bufferLogs: true,
    },
  );
  return configureApi(app);
}
