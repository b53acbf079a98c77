import { Reflector } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';
import { ERRORS } from '#contracts/errors';
import { DOORS, type Door, needsKey } from '#domain/access/doors';
import { DOOR, PUBLIC } from '../auth/actor.js';
import { CONTROLLERS } from '../controllers.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
type ParameterObject = Exclude<NonNullable<Operation['parameters']>[number], { $ref: string }>;
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** Adds what Nest cannot see: the shapes that are validated, who may come in, keys and problems. */
export function describe(document: OpenAPIObject, app: NestFastifyApplication): OpenAPIObject {
  const reflector = app.get(Reflector);
  for (const path of Object.values(document.paths))
    for (const method of METHODS) {
      const operation = path[method];
      if (operation) describeOperation(operation, method, doorOf(reflector, operation));
    }
  const shapes = validationMetadatasToSchemas({ refPointerPrefix: '#/components/schemas/' });
  const schemas = { ...document.components?.schemas, ...shapes, Problem: PROBLEM };
  return { ...document, components: { ...document.components, schemas } };
}

/** `BroadcastsController_list` → the door of that method. */
function doorOf(reflector: Reflector, { operationId = '' }: Operation): Door | typeof PUBLIC | undefined {
  const [controllerName, method = ''] = operationId.split('_');
  const controller = CONTROLLERS.find(({ name }) => name === controllerName);
  const handler: unknown = controller && Reflect.get(controller.prototype, method);
  return typeof handler === 'function' ? reflector.get(DOOR, handler) : undefined;
}

function describeOperation(
  operation: Operation,
  method: string,
  door: Door | typeof PUBLIC | undefined,
): void {
  operation.responses = { ...operation.responses, default: PROBLEM_ANSWER };
  if (door === undefined || door === PUBLIC) return;
  operation.security = [{ bearer: [] }];
  operation.description = `For ${DOORS[door].roles.join(', ')}.`;
  if (method === 'post') operation.parameters = [...(operation.parameters ?? []), keyHeader(needsKey(door))];
}

const keyHeader = (required: boolean): ParameterObject => ({
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
