import { saysSomething } from '#contracts/pasted-text';
import type { FaultCode } from '#contracts/errors';
import type { Fault } from '../faults.js';

/**
 * The shortest text that counts as a common password or as a word of the user's details. Shorter texts count
 * as single characters.
 */
const SHORTEST_PART = 4;
/** The longest text that counts as a common password. */
const LONGEST_COMMON_PART = 20;
/** The smallest number of different characters that a password must have. Characters that show nothing do not count. */
const FEWEST_CHARACTERS = 4;
/**
 * The smallest strength of a good password, as a power of ten: 8 means that an attacker needs about 10⁸
 * guesses.
 */
const ENOUGH_STRENGTH = 8;
/**
 * The strength that a single character adds, as a power of ten: an attacker must try 26 letters. A digit adds
 * 1, because there are ten digits.
 */
const STRENGTH_OF_A_CHARACTER = Math.log10(26);
const STRENGTH_OF_A_DIGIT = 1;
/** The name of the product. An attacker would try it, so it counts as one of the user's details. */
const PRODUCT = 'homeward';

export interface PasswordContext {
  /** The user's e-mail address, name and organisation. */
  readonly own: readonly string[];
  /**
   * Returns the rank of a text in the list of common passwords: 0 for the most common. Returns undefined if
   * the text is not in the list.
   */
  readonly rankOf: (text: string) => number | undefined;
}

type PasswordFaultCode = Extract<FaultCode, `password_${string}`>;

const SENTENCES: Readonly<Record<PasswordFaultCode, string>> = {
  password_blank: 'Use at least four different characters besides blanks.',
  password_common:
    'This password is among the first that others would try. Use three random words, or let a password manager choose.',
  password_own_details:
    'This password is made of your own details or of “homeward”. Use three random words, or let a password manager choose.',
};

const faultOf = (code: PasswordFaultCode): Fault<PasswordFaultCode> => ({ code, sentence: SENTENCES[code] });

/**
 * Returns why a password is too easy to guess. The length is checked elsewhere. The calculation time grows
 * only linearly with the length.
 *
 * The password is cut into common passwords, words of the user's details, and single characters. The rarer a
 * common password is, the more strength it adds. The user's own details and repeated texts add no strength.
 *
 * For example, `iloveyou1234` is weak, because it consists of two common passwords. Three random words are
 * strong enough.
 */
export function passwordFaults(password: string, context: PasswordContext): Fault<PasswordFaultCode>[] {
  const text = password.normalize('NFKC').toLowerCase();
  if (new Set([...text].filter(saysSomething)).size < FEWEST_CHARACTERS) return [faultOf('password_blank')];
  const { strength, hasOwnWord } = strengthOf(text, context);
  if (strength >= ENOUGH_STRENGTH) return [];
  return [faultOf(hasOwnWord ? 'password_own_details' : 'password_common')];
}

/**
 * Cuts a text into the parts that are easiest to guess together, and adds up their strengths. A part that
 * occurs twice counts once.
 */
function strengthOf(
  text: string,
  { own, rankOf }: PasswordContext,
): { readonly strength: number; readonly hasOwnWord: boolean } {
  const words = ownWords(own);
  const longest = Math.max(LONGEST_COMMON_PART, ...[...words].map(({ length }) => length));
  const known = { text, plain: unmasked(text), words, longest, rankOf };
  // For each index in the text: the easiest way to guess the rest of the text from this index on. Computed
  // from the end of the text.
  const easiest: { readonly total: number; readonly part: Part }[] = [];
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const ways = partsAt(at, known).map((part) => ({
      part,
      total: part.strength + (easiest[at + part.text.length]?.total ?? 0),
    }));
    const [first, ...others] = ways;
    if (first) easiest[at] = others.reduce((best, way) => (way.total <= best.total ? way : best), first);
  }
  const parts = new Map<string, Part>();
  for (let at = 0, step = easiest[0]; step; step = easiest[at]) {
    parts.set(step.part.text, step.part);
    at += step.part.text.length;
  }
  const chosen = [...parts.values()];
  const strength = chosen.reduce((sum, part) => sum + part.strength, 0);
  return { strength, hasOwnWord: chosen.some(({ isOwn }) => isOwn) };
}

interface Part {
  readonly text: string;
  readonly strength: number;
  readonly isOwn: boolean;
}

interface Known {
  readonly text: string;
  readonly plain: string;
  readonly words: ReadonlySet<string>;
  readonly longest: number;
  readonly rankOf: PasswordContext['rankOf'];
}

/**
 * Returns every possible part of the text that begins at an index: a single character, a word of the user's
 * details or a common password.
 */
function partsAt(at: number, { text, plain, words, longest, rankOf }: Known): Part[] {
  const character = text.charAt(at);
  const strength = /\d/.test(character) ? STRENGTH_OF_A_DIGIT : STRENGTH_OF_A_CHARACTER;
  const parts: Part[] = [{ text: character, strength, isOwn: false }];
  for (let length = SHORTEST_PART; length <= Math.min(longest, text.length - at); length += 1) {
    const part = text.slice(at, at + length);
    const rank = rankOf(part) ?? rankOf(plain.slice(at, at + length));
    if (words.has(part)) parts.push({ text: part, strength: 0, isOwn: true });
    else if (rank !== undefined) parts.push({ text: part, strength: Math.log10(rank + 2), isOwn: false });
  }
  return parts;
}

/**
 * Returns the user's details in lower case: each whole text, and each word of at least `SHORTEST_PART`
 * characters. Adds the name of the product.
 */
function ownWords(own: readonly string[]): ReadonlySet<string> {
  const texts = own.map((text) => text.normalize('NFKC').toLowerCase());
  const words = texts.flatMap((text) => [text, ...text.split('@'), ...text.split(/[^\p{L}\p{N}]+/u)]);
  return new Set([PRODUCT, ...words.filter((word) => word.length >= SHORTEST_PART)]);
}

const MASKS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Replaces digits and signs that are used instead of letters. For example, `p@$$w0rd` becomes `password`. */
const unmasked = (text: string): string => text.replaceAll(/[0134570@$!]/g, (sign) => MASKS[sign] ?? sign);
