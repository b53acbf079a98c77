/**
 * Characters that programs use for a line break: the line break inside a paragraph of a word processor, the
 * form feed, NEL, and Unicode's line and paragraph separators.
 */
const LINE_BREAKS = /[\u000B\u000C\u0085\u2028\u2029]/g;

/**
 * Invisible characters that come along when a text is pasted: marks of text direction around a telephone
 * number, zero-width spaces, the byte order mark, soft hyphens, and the optional hyphen of a word processor.
 *
 * The joiners U+200C and U+200D are not in the list, because Persian words and some emoji need them.
 */
const INVISIBLE = /[\u001F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g;

/** The hyphen of a word processor that forbids a line break. */
const FIRM_HYPHEN = /\u001E/g;

/**
 * Matches a character that a reader sees. Blanks, controls, noncharacters, characters that programs show as nothing (such as
 * the Hangul filler and tags), and the blank of Braille are none.
 */
const VISIBLE =
  /[^\s\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFF9-\uFFFB\u{1D159}]/u;

/** True if a text has something to see. A text that has not counts as empty. */
export const saysSomething = (text: string): boolean => VISIBLE.test(text);

/**
 * Removes what programs add to a text when it is copied. The visible text stays the same. A text without anything to see
 * becomes empty.
 */
export function cleanPastedText(text: string): string {
  const cleaned = text.replace(LINE_BREAKS, '\n').replace(FIRM_HYPHEN, '-').replace(INVISIBLE, '');
  return saysSomething(cleaned) ? cleaned : '';
}

/** Cleans a text of one line: as `cleanPastedText`, and line breaks and tabs become spaces. */
export function cleanPastedLine(text: string): string {
  return cleanPastedText(text).replace(/[\r\n\t]/g, ' ');
}

/**
 * Returns the length of a text in Unicode code points. PostgreSQL's `length` and JSON Schema count in the same
 * way, so every layer agrees on which texts are too long.
 */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length++;
  return length;
}
