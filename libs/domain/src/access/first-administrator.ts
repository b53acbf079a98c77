export interface FirstAdministratorFacts {
  /** True if the authority has a contract with a branch of the provider that has not ended. */
  readonly hasContract: boolean;
  /** True if the provider has an enabled administrator, or one who was invited and has not come in yet. */
  readonly hasAdministrator: boolean;
  /** True if a sealed broadcast that is open now asks a branch of the provider. */
  readonly isAskedUnderSeal: boolean;
}

/**
 * Returns whether an authority may invite the first administrator of a provider. If the answer is `operator`,
 * only the operator's command may.
 *
 * Being asked under seal counts, not having offered: a refusal that depends on an offer would tell the
 * authority who has offered.
 */
export function mayInviteFirstAdministrator(
  facts: FirstAdministratorFacts,
): 'yes' | 'no_contract' | 'operator' {
  if (!facts.hasContract) return 'no_contract';
  return facts.hasAdministrator || facts.isAskedUnderSeal ? 'operator' : 'yes';
}
