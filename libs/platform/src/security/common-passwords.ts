import { dictionary } from '@zxcvbn-ts/language-common';

const RANKS: ReadonlyMap<string, number> = new Map(
  dictionary['passwords-common'].map((password, rank) => [String(password), rank]),
);

/**
 * Returns the place of a text in the list of the 49,000 passwords that people use most often, 0 for the most
 * common. Undefined if the list does not have the text. The list is in small letters.
 */
export const rankOfPassword = (text: string): number | undefined => RANKS.get(text);
