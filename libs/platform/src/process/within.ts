import { DomainError } from '#domain/domain-error';

/**
 * What `work` comes to, unless it takes too long: what it comes to then nobody hears.
 *
 * @throws DomainError `temporarily_unavailable` when it takes longer
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
