import type { CapabilityStatementKind } from '#contracts/capabilities';
import { CAPABILITIES, type Capability } from '#contracts/needs';

/** A statement about capabilities of a branch. */
export interface CapabilityStatement {
  readonly kind: CapabilityStatementKind;
  readonly capabilities: readonly Capability[];
  /** The council that made the statement. Null if the provider did, or if it is not known. */
  readonly authorityId: string | null;
}

/** What a branch declares, and which of it a council has confirmed since. */
export interface StandingCapabilities {
  readonly declared: readonly Capability[];
  readonly confirmed: readonly Capability[];
}

type Answers = ReadonlyMap<string, 'confirmed' | 'refused'>;

/**
 * Returns the last answer of each council about a capability since the branch last declared it. A council that declares
 * on behalf of the branch confirms. A withdrawal and a new declaration by the provider after it end all answers.
 */
export function answersTo(capability: Capability, statements: readonly CapabilityStatement[]): Answers {
  let answers = new Map<string, 'confirmed' | 'refused'>();
  for (const { kind, capabilities, authorityId } of statements) {
    if (!capabilities.includes(capability)) continue;
    if (kind === 'withdrawn') answers = new Map();
    else if (authorityId !== null) answers.set(authorityId, kind === 'refused' ? 'refused' : 'confirmed');
  }
  return answers;
}

/**
 * Returns what stands after a further statement (docs/rules.md §3.2). `earlier` has the statements before, the oldest
 * first. A refusal takes the confirmation away unless another council confirms the capability.
 */
export function standingAfter(
  before: StandingCapabilities,
  next: CapabilityStatement,
  earlier: readonly CapabilityStatement[],
): StandingCapabilities {
  const isNamed = (capability: Capability): boolean => next.capabilities.includes(capability);
  const all = [...earlier, next];
  const isDeclared = (capability: Capability): boolean =>
    isNamed(capability)
      ? next.kind === 'declared' || (next.kind !== 'withdrawn' && before.declared.includes(capability))
      : before.declared.includes(capability);
  const isConfirmed = (capability: Capability): boolean =>
    isNamed(capability)
      ? [...answersTo(capability, all).values()].includes('confirmed') || keepsConfirmation(capability)
      : before.confirmed.includes(capability);
  // A provider that declares again what stands changes nothing in what councils confirmed.
  const keepsConfirmation = (capability: Capability): boolean =>
    next.kind === 'declared' && before.confirmed.includes(capability);
  const declared = CAPABILITIES.filter(isDeclared);
  return { declared, confirmed: declared.filter(isConfirmed) };
}
