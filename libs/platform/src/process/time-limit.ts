import { DomainError } from '#domain/domain-error';

/**
 * Returns the result of the promise `work` if the result arrives within the time limit. After the time limit,
 * `work` continues, but its result is ignored.
 *
 * @throws DomainError `temporarily_unavailable` after the time limit
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DomainError('temporarily_unavailable')), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
