import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ERRORS } from '#contracts/errors';
import { ROUTE_ACCESS, type RouteAccess, needsIdempotencyKey } from '#domain/access/route-access';
import { ROUTE_ACCESS_METADATA, PUBLIC } from '../auth/route-decorators.js';
import { CONTROLLERS } from '../controllers.js';
import { requestSchemas, type Schemas, withoutNull } from './request-schemas.js';
import { VIEWS } from './views.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type Parameter = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * Adds to the OpenAPI document what Nest cannot find out: validated request bodies, response bodies, the
 * roles of each route, and error responses.
 */
export function describe(document: OpenAPIObject, app: NestFastifyApplication): OpenAPIObject {
  const shapes = requestSchemas();
  const reflector = app.get(Reflector);
  for (const [template, path] of Object.entries(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) describeOperation(operation, { template, method, shapes, reflector });
    }
  const described = withoutRepeats({
    ...document,
    components: { ...document.components, schemas: { ...shapes, ...only(VIEWS, isPart), Problem: PROBLEM } },
  });
  return withUsedSchemas(described);
}

interface Described {
  /** The path with its parameters in braces. */
  readonly template: string;
  readonly method: string;
  readonly shapes: Schemas;
  readonly reflector: Reflector;
}

function describeOperation(operation: Operation, { template, method, shapes, reflector }: Described): void {
  const { operationId = '' } = operation;
  const { prototype, handler } = routeOf(operationId);
  const ofKind = (kind: RouteParamtypes): string[] => dtosOf(prototype, operationId, kind);
  const known = operation.parameters ?? [];
  operation.parameters = [
    ...known,
    ...pathOf(template, known, ofKind(RouteParamtypes.PARAM), shapes),
    ...queryOf(ofKind(RouteParamtypes.QUERY), shapes),
  ];
  if (operation.summary === '') delete operation.summary;
  operation.responses = { ...answersOf(operation), default: PROBLEM_ANSWER };
  const access =
    handler && reflector.get<RouteAccess | typeof PUBLIC | undefined>(ROUTE_ACCESS_METADATA, handler);
  operation.security = [];
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

/** Returns the DTO classes of a method's parameters of one kind, such as `@Query()`. */
function dtosOf(prototype: object, operationId: string, kind: RouteParamtypes): string[] {
  const method = operationId.split('_')[1] ?? '';
  const types = (Reflect.getMetadata('design:paramtypes', prototype, method) ?? []) as { name: string }[];
  const places = Object.keys(
    (Reflect.getMetadata(ROUTE_ARGS_METADATA, prototype.constructor, method) ?? {}) as object,
  );
  return places
    .map((place) => place.split(':'))
    .filter(([given]) => Number(given) === Number(kind))
    .flatMap(([, index]) => types[Number(index)]?.name ?? []);
}

/** Returns the path parameters that Nest does not know, because a method takes them together as a DTO. */
function pathOf(
  template: string,
  known: Operation['parameters'] = [],
  dtos: readonly string[],
  shapes: Schemas,
): Parameter[] {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const isKnown = (name: string): boolean =>
    known.some((one) => 'name' in one && one.in === 'path' && one.name === name);
  return names
    .filter((name) => !isKnown(name))
    .map((name) => {
      const schema = dtos.map((dto) => shapes[dto]?.properties?.[name]).find((found) => found);
      if (!schema) throw new Error(`no rule says what the path parameter ${name} of ${template} must be`);
      return { name, in: 'path', required: true, schema } as Parameter;
    });
}

/** Returns the query parameters of a route, taken from the DTO class of its query. */
function queryOf(dtos: readonly string[], shapes: Schemas): Parameter[] {
  return dtos.flatMap((dto) => {
    const { properties = {}, required = [] } = shapes[dto] ?? {};
    return Object.entries(properties).map(([name, schema]) => {
      const described = { name, in: 'query', required: required.includes(name) };
      return { ...described, schema: withoutNull(schema as Schemas[string]) } as Parameter;
    });
  });
}

/** Removes repeated alternatives: payloads of different events may have the same form. */
function withoutRepeats<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutRepeats) as T;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]: [string, unknown]) => {
    const cleaned = withoutRepeats(field);
    if (key !== 'anyOf' || !Array.isArray(cleaned)) return [key, cleaned] as const;
    const distinct = new Map(cleaned.map((one): [string, unknown] => [JSON.stringify(one), one]));
    return [key, [...distinct.values()]] as const;
  });
  return Object.fromEntries(fields) as T;
}

const REFERENCE = /"#\/components\/schemas\/([^"]+)"/g;

/** Keeps only schemas that a route uses, directly or through another schema. */
function withUsedSchemas(document: OpenAPIObject): OpenAPIObject {
  const all = document.components?.schemas ?? {};
  const used = new Set<string>();
  const ahead: unknown[] = [document.paths];
  for (let next = ahead.pop(); next !== undefined; next = ahead.pop())
    for (const [, name = ''] of JSON.stringify(next).matchAll(REFERENCE))
      if (!used.has(name) && all[name] !== undefined) {
        used.add(name);
        ahead.push(all[name]);
      }
  return {
    ...document,
    components: { ...document.components, schemas: only(all, (name) => used.has(name)) },
  };
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
