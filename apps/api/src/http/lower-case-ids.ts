import type { PipeTransform } from '@nestjs/common';
import { isUUID } from 'class-validator';

/**
 * Converts an id to lower case, the form in which the database returns ids. The database treats upper and
 * lower case as equal, but comparisons of strings in the code do not. Values other than strings are returned
 * unchanged.
 */
export const inSmallLetters = (value: unknown): unknown =>
  isUUID(value) ? String(value).toLowerCase() : value;

/** Converts ids in path parameters to lower case. */
export const pathIds: PipeTransform = {
  transform: (value: unknown, { type }) => (type === 'param' ? inSmallLetters(value) : value),
};
