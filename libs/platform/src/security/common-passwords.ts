import { dictionary } from '@zxcvbn-ts/language-common';

const RANKS: ReadonlyMap<string, number> = new Map(
  dictionary['passwords-common'].map((password, rank) => [String(password), rank]),
);

/**
 * Returns the rank of a text in the list of the 49,000 most used passwords; 0 is the most used. Undefined if
 * the text is not in the list. The list is in lower case, so pass the text in lower case.
 */
export const rankOfPassword = (text: string): number | undefined => RANKS.get(text);
