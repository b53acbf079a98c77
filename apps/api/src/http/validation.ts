import { type ValidationError, ValidationPipe } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { DomainError } from '#domain/domain-error';
import { assertWithinBodyLimits } from './body-limits.js';

const STRICT = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true } as const;

/**
 * The largest number of invalid fields that one error response reports. Without a limit, a large request
 * would cause a large response.
 */
const MOST_FAULTS = 50;

/** Refuses a request body or a query with an invalid or unknown field. The error names the field. */
export const strictValidation = new ValidationPipe({
  ...STRICT,
  transform: true,
  validationError: { target: false, value: false },
  exceptionFactory: (errors) => invalidRequest(errors),
});

/**
 * Validates the body of a socket message as strictly as an HTTP request body.
 *
 * @throws DomainError `invalid_request` with the invalid fields
 */
export async function validated<T extends object>(shape: new () => T, body: unknown): Promise<T> {
  assertWithinBodyLimits(body);
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
  if (!isObject) throw new DomainError('invalid_request', { fields: { message: ['must be an object'] } });
  const instance = plainToInstance(shape, body);
  const errors = await validate(instance, STRICT);
  if (errors.length > 0) throw invalidRequest(errors);
  return instance;
}

function invalidRequest(errors: readonly ValidationError[]): DomainError {
  return new DomainError('invalid_request', {
    fields: Object.fromEntries(fieldsOf(errors).slice(0, MOST_FAULTS)),
  });
}

/** Lists the validation errors by field path, for example `visits.0.minutes`. */
function fieldsOf(errors: readonly ValidationError[], path = ''): [string, string[]][] {
  return errors.flatMap(({ property, constraints, children }) => {
    const field = path + property;
    const own: [string, string[]][] = constraints ? [[field, Object.values(constraints)]] : [];
    return [...own, ...fieldsOf(children ?? [], `${field}.`)];
  });
}
