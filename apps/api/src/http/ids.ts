import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/**
 * Converts an id to lower case, the form that the database returns. The database treats both forms as equal,
 * but string comparisons in code do not. Other values are returned unchanged.
 */
export const inSmallLetters = (value: unknown): unknown =>
  isUUID(value) ? String(value).toLowerCase() : value;

/** Converts ids in path parameters to lower case. */
export const pathIds: PipeTransform = {
  transform: (value: unknown, { type }) => (type === 'param' ? inSmallLetters(value) : value),
};
