/** One thing wrong with what was entered: a code to switch on and a sentence for whoever entered it. */
export interface Fault<Code extends string> {
  readonly code: Code;
  readonly sentence: string;
}

export interface FaultRule<T, Code extends string> extends Fault<Code> {
  readonly isBrokenBy: (subject: T) => boolean;
}

/** Every rule that the subject breaks, in the order of the rules; never only the first. */
export function faultsOf<T, Code extends string>(
  rules: readonly FaultRule<T, Code>[],
  subject: T,
): Fault<Code>[] {
  return rules
    .filter(({ isBrokenBy }) => isBrokenBy(subject))
    .map(({ code, sentence }) => ({ code, sentence }));
}

/** A reason counts only if it says something. */
export function isBlank(text: string | null | undefined): boolean {
  return !text?.trim();
}

export function isWholeBetween(least: number, number: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}
