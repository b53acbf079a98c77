import { saysSomething } from '#contracts/pasted-text';

/** A fault in a user's input: a stable code and a sentence for the user. */
export interface Fault<Code extends string> {
  readonly code: Code;
  readonly sentence: string;
}

export interface FaultRule<T, Code extends string> extends Fault<Code> {
  readonly isBrokenBy: (subject: T) => boolean;
}

/** Lists one fault for each rule that the input breaks, in the order of the given rules. */
export function faultsOf<T, Code extends string>(
  rules: readonly FaultRule<T, Code>[],
  subject: T,
): Fault<Code>[] {
  return rules
    .filter(({ isBrokenBy }) => isBrokenBy(subject))
    .map(({ code, sentence }) => ({ code, sentence }));
}

/** True for a text that is missing, or has nothing to see. */
export function isBlank(text: string | null | undefined): boolean {
  return text == null || !saysSomething(text);
}

export function isWholeBetween(least: number, number: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
