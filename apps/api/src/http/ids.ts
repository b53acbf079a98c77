import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/**
 * An id as the database gives it: in capitals it is the same id there, and would be another one wherever we compare
 * it ourselves. What is no id stays as it came.
 */
export const inSmallLetters = (value: unknown): unknown =>
  isUUID(value) ? String(value).toLowerCase() : value;

/** The same for ids in a path. */
export const pathIds: PipeTransform = {
  transform: (value: unknown, { type }) => (type === 'param' ? inSmallLetters(value) : value),
};
