import { defaultMetadataStorage } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage } from 'class-validator';
import { validationMetadatasToSchemas } from 'class-validator-jsonschema';

export type Schemas = ReturnType<typeof validationMetadatasToSchemas>;
type Schema = Schemas[string];
type DtoClass = new () => object;

/**
 * Returns the JSON schema of each DTO class, from its validation rules.
 *
 * Corrects what the library gets wrong: an optional field accepts null, a whole number is an integer, and a rule
 * of our own does not change the type of its field. Unknown fields are refused.
 */
export function requestSchemas(): Schemas {
  const schemas = validationMetadatasToSchemas({
    classTransformerMetadataStorage: defaultMetadataStorage,
    refPointerPrefix: '#/components/schemas/',
    additionalConverters: { isExistingDay: {} },
  });
  return Object.fromEntries(
    dtoClasses().map((dto) => [dto.name, corrected(dto, schemas[dto.name] ?? {})] as const),
  );
}

/** Returns the schema of a value that is not null, for a place where null cannot be sent, such as a query. */
export function withoutNull(schema: Schema): Schema {
  const { anyOf, type, ...rest } = schema;
  if (anyOf) return anyOf[0] as Schema;
  return { ...rest, ...(Array.isArray(type) ? { type: type[0] } : type !== undefined && { type }) };
}

function dtoClasses(): DtoClass[] {
  const byClass = Reflect.get(getMetadataStorage(), 'validationMetadatas') as Map<DtoClass, unknown>;
  return [...byClass.keys()].filter(({ name }) => name.endsWith('Dto'));
}

function corrected(dto: DtoClass, schema: Schema): Schema {
  const rules = getMetadataStorage().getTargetValidationMetadatas(dto, '', true, false);
  const hasRule = (field: string, name: string): boolean =>
    rules.some((rule) => rule.propertyName === field && rule.name === name);
  const properties = Object.entries(schema.properties ?? {}).map(([field, described]) => {
    const { not: _, ...rest } = described as Schema;
    const typed = hasRule(field, 'isInt') ? { ...rest, type: 'integer' as const } : rest;
    return [field, hasRule(field, 'isOptional') ? orNull(typed) : typed] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties), additionalProperties: false };
}

function orNull(schema: Schema): Schema {
  if ('$ref' in schema || schema.enum || typeof schema.type !== 'string')
    return { anyOf: [schema, { type: 'null' }] } as unknown as Schema;
  return { ...schema, type: [schema.type, 'null'] } as unknown as Schema;
}
