export interface FirstAdministratorFacts {
  /** True if the authority has a contract, not ended yet, with a branch of the provider. */
  readonly hasContract: boolean;
  /**
   * True if the provider has an administrator who is enabled. An invited administrator who has not used the
   * link yet counts too.
   */
  readonly hasAdministrator: boolean;
  /** True if a branch of the provider is invited to a sealed broadcast that is open now. */
  readonly isAskedUnderSeal: boolean;
}

/**
 * Returns whether an authority may invite the first administrator of a provider. The answer `operator` means
 * that only the operator may.
 *
 * While the provider is invited to an open sealed broadcast, only the operator may. It does not matter
 * whether the provider has made an offer, because otherwise the answer would reveal that.
 */
export function mayInviteFirstAdministrator(
  facts: FirstAdministratorFacts,
): 'yes' | 'no_contract' | 'operator' {
  if (!facts.hasContract) return 'no_contract';
  return facts.hasAdministrator || facts.isAskedUnderSeal ? 'operator' : 'yes';
}
