import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import type { OpenAPIObject } from '@nestjs/swagger';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: unknown;
}

const PREFIX = '#/components/schemas/';
const DOCUMENT = path.resolve(__dirname, '../../docs/api/openapi.json');

let committed: OpenApiCheck | undefined;

/**
 * Returns the object that compares responses with the committed OpenAPI document. All tests of a file share
 * it, because compiling the document's schemas takes time.
 */
export function committedOpenApi(): OpenApiCheck {
  return (committed ??= new OpenApiCheck(JSON.parse(readFileSync(DOCUMENT, 'utf8')) as OpenAPIObject));
}

/** Checks API responses against an OpenAPI document. */
export class OpenApiCheck {
  private readonly ajv = new Ajv({ strict: false, allErrors: true, formats: { 'date-time': true } });
  private readonly validators = new Map<string, ValidateFunction>();

  constructor(readonly document: OpenAPIObject) {
    this.ajv.addSchema({ $id: 'homeward', components: document.components });
  }

  /** Describes how a response differs from the OpenAPI document. Returns null if there is no difference. */
  faultIn(method: string, path: string, { status, type, body }: Answer): string | null {
    if (status === 204) return null;
    if (status >= 400) return this.fault('problem', { $ref: `${PREFIX}Problem` }, body);
    if (!type.includes('application/json')) return null;
    const template = this.templateOf(path);
    const operation = template ? this.document.paths[template]?.[method.toLowerCase() as 'get'] : undefined;
    const described = operation?.responses[String(status)] as
      { content?: Record<string, { schema: object }> } | undefined;
    const schema = described?.content?.['application/json']?.schema;
    if (!schema) return `${method} ${path} → ${status} is not described`;
    return this.fault(`${method} ${template} ${status}`, schema, body);
  }

  private templateOf(path: string): string | undefined {
    const asked = path.split('?')[0]?.split('/') ?? [];
    const fits = (template: string): boolean => {
      const parts = template.split('/');
      return (
        parts.length === asked.length &&
        parts.every((part, index) => part.startsWith('{') || part === asked[index])
      );
    };
    // Several path templates can match a path. For example, /lots/outlines matches itself and /lots/{id}. The
    // template with the fewest parameters is used.
    return Object.keys(this.document.paths)
      .filter(fits)
      .sort((a, b) => a.split('{').length - b.split('{').length)[0];
  }

  private fault(key: string, schema: object, body: unknown): string | null {
    const within = JSON.parse(
      JSON.stringify(schema).replaceAll(`"${PREFIX}`, `"homeward${PREFIX}`),
    ) as object;
    const validate = this.validators.get(key) ?? this.ajv.compile(within);
    this.validators.set(key, validate);
    return validate(body) ? null : `${key}: ${this.ajv.errorsText(validate.errors)}`;
  }
}
