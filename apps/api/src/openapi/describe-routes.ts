import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { ERRORS } from '#contracts/errors';
import { ROUTE_ACCESS, type RouteAccess, needsIdempotencyKey } from '#domain/access/route-access';
import { ROUTE_ACCESS_METADATA, PUBLIC } from '../auth/route-decorators.js';
import { CONTROLLERS } from '../controllers.js';
import { VIEWS } from './views.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
type Shapes = ReturnType<typeof validationMetadatasToSchemas>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Adds to the OpenAPI document what Nest cannot find out: validated request bodies, response bodies, the
 * roles of each route, and error responses.
 */
export function describe(document: OpenAPIObject, app: NestFastifyApplication): OpenAPIObject {
  const shapes = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
  });
  const reflector = app.get(Reflector);
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) describeOperation(operation, method, shapes, reflector);
    }
  const schemas = {
    ...only(shapes, (name) => name.endsWith('Dto')),
    ...only(VIEWS, isPart),
    Problem: PROBLEM,
  };
  return { ...document, components: { ...document.components, schemas } };
}

function describeOperation(operation: Operation, method: string, shapes: Shapes, reflector: Reflector): void {
  const { operationId = '' } = operation;
  const { prototype, handler } = routeOf(operationId);
  operation.parameters = [...(operation.parameters ?? []), ...queryOf(prototype, operationId, shapes)];
  operation.responses = { ...answersOf(operation), default: PROBLEM_ANSWER };
  const access =
    handler && reflector.get<RouteAccess | typeof PUBLIC | undefined>(ROUTE_ACCESS_METADATA, handler);
  if (access === undefined || access === PUBLIC) return;
  operation.security = [{ bearer: [] }];
  operation.description = `For ${ROUTE_ACCESS[access].roles.join(', ')}.`;
  if (method === 'post') operation.parameters.push(keyHeader(needsIdempotencyKey(access)));
}

/**
 * Finds the controller class and the method of an OpenAPI operation id such as `BroadcastsController_list`.
 */
function routeOf(operationId: string): { prototype: object; handler: (() => unknown) | undefined } {
  const [controllerName, method = ''] = operationId.split('_');
  const prototype = CONTROLLERS.find(({ name }) => name === controllerName)?.prototype ?? {};
  const handler: unknown = Reflect.get(prototype, method);
  return { prototype, handler: typeof handler === 'function' ? (handler as () => unknown) : undefined };
}

/** Returns the query parameters of a route, read from the class that validates its query. */
function queryOf(prototype: object, operationId: string, shapes: Shapes): Parameter[] {
  const method = operationId.split('_')[1] ?? '';
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as { name: string }[];
  const query = types.find(({ name }) => /(Query|Page)Dto$/.test(name));
  const fields = (query && shapes[query.name]?.properties) ?? {};
  return Object.entries(fields).map(
    ([name, schema]) => ({ name, in: 'query', required: false, schema }) as Parameter,
  );
}

function answersOf({ operationId = '', responses }: Operation): Operation['responses'] {
  const schema = VIEWS[operationId];
  if (!schema) return responses;
  return Object.fromEntries(
    Object.keys(responses).map((status) => [
      status,
      { description: 'Done.', content: { 'application/json': { schema } } },
    ]),
  );
}

/**
 * Returns true if the OpenAPI document lists the schema under its own name, so that other schemas can refer
 * to it. Returns false for the response of one route, which the route's description contains directly.
 */
const isPart = (name: string): boolean =>
  !CONTROLLERS.some((controller) => name.startsWith(`${controller.name}_`));

function only<T>(all: Readonly<Record<string, T>>, isWanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => isWanted(name)));
}

const keyHeader = (required: boolean): Parameter => ({
  name: 'Idempotency-Key',
  in: 'header',
  required,
  schema: { type: 'string', minLength: 1, maxLength: 200 },
  description: 'Repeating the command with the same key has one effect and the same answer.',
});

const PROBLEM = {
  type: 'object',
  description: 'RFC 9457 problem details. `code` is stable; `facts` says what stood in the way.',
  required: ['type', 'title', 'status', 'code'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: [...Object.keys(ERRORS), 'internal_error'] },
    instance: { type: 'string' },
    requestId: { type: 'string' },
    facts: { type: 'object', additionalProperties: true },
  },
};

const PROBLEM_ANSWER = {
  description: 'Refused; see the code.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};
