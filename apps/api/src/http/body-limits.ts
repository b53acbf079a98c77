import { DomainError } from '#domain/domain-error';

/** The most values in one request body. More than any route needs, and few enough for a cheap check. */
export const MOST_NODES = 5_000;
const MOST_ITEMS = 1_000;
/** The deepest nesting of one request body. */
export const DEEPEST = 20;

/**
 * Refuses a request body that is nested too deeply, has too long a list or has too many values in total. Runs
 * before validation, because validating such a body would take too long.
 *
 * @throws DomainError `invalid_request`
 */
export function assertWithinBodyLimits(body: unknown): void {
  const ahead: { value: unknown; depth: number }[] = [{ value: body, depth: 0 }];
  for (let nodes = 0; ; nodes++) {
    const next = ahead.pop();
    if (!next) return;
    if (typeof next.value !== 'object' || next.value === null || Buffer.isBuffer(next.value)) continue;
    assertNoMagic(next.value);
    const inner: unknown[] = Array.isArray(next.value) ? next.value : Object.values(next.value);
    const isTooMuch = nodes + ahead.length + inner.length > MOST_NODES || next.depth >= DEEPEST;
    if (isTooMuch || inner.length > MOST_ITEMS)
      throw new DomainError('invalid_request', {
        fields: { body: ['is larger than anything asked for here'] },
      });
    for (const value of inner) ahead.push({ value, depth: next.depth + 1 });
  }
}

/**
 * Property names that every JavaScript object inherits. Without this list, the search for unknown fields
 * would accept a field with one of these names.
 */
const MAGIC = ['__proto__', 'constructor', 'prototype'];

function assertNoMagic(value: object): void {
  const name = MAGIC.find((one) => Object.hasOwn(value, one));
  if (name !== undefined)
    throw new DomainError('invalid_request', { fields: { [name]: [`property ${name} should not exist`] } });
}
