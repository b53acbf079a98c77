/** A pattern for what has these words in it somewhere, as they are; null for no words. */
export function containing(words: string | undefined): string | null {
  return words === undefined ? null : `%${words.replaceAll(/[\\%_]/g, '\\$&')}%`;
}
