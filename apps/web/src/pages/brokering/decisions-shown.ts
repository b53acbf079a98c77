import type { Check, DecisionView } from '#contracts/eligibility';
import { ruleInWords } from '../../wording/eligibility-rules.js';

/**
 * A contracted branch that is invited. Either the branch itself or its subcontractor may take the package.
 */
export interface InvitedShown {
  readonly id: string;
  readonly name: string;
  readonly tier: number | null;
  /** The names of the branches that may deliver under the contract of this branch. */
  readonly delivers: readonly string[];
  /**
   * Sentences about rules that gave a warning, and about conditions that a permission (written agreement)
   * waives.
   */
  readonly remarks: readonly string[];
}

/**
 * A contracted branch that is not invited, because neither the branch nor its subcontractor may take the
 * package. Has all reasons for each of them.
 */
export interface NotInvitedShown {
  readonly id: string;
  readonly name: string;
  readonly byDeliverer: readonly {
    readonly delivers: string | null;
    readonly reasons: readonly { readonly rule: string; readonly change: string }[];
  }[];
}

export interface DecisionsShown {
  readonly invited: readonly InvitedShown[];
  readonly notInvited: readonly NotInvitedShown[];
  /** The names of the branches that are excluded because they have contracts only for other lots. */
  readonly inOtherLots: readonly string[];
  /** The rules that branches fail, each with the number of these branches. The largest number comes first. */
  readonly rules: readonly { readonly rule: string; readonly branches: number }[];
}

/**
 * Groups eligibility decisions by contracted branch. Each decision is about a contracted branch and the
 * branch that would deliver: itself or a subcontractor.
 */
export function decisionsShown(decisions: readonly DecisionView[]): DecisionsShown {
  const branches = byBranch(decisions);
  const ineligible = branches.filter((pairs) => !pairs.some(({ eligible }) => eligible));
  const isInOtherLot = (pairs: readonly DecisionView[]): boolean =>
    pairs.every((pair) => pair.tier === null && failing(pair).some(({ rule }) => rule === 'contract.lot'));
  const inThisLot = ineligible.filter((pairs) => !isInOtherLot(pairs));
  return {
    invited: branches.filter((pairs) => pairs.some(({ eligible }) => eligible)).map(invitedShown),
    notInvited: inThisLot.map(notInvitedShown),
    inOtherLots: ineligible.filter(isInOtherLot).map(([first]) => first?.branchName ?? ''),
    rules: rulesOf(inThisLot),
  };
}

function byBranch(decisions: readonly DecisionView[]): DecisionView[][] {
  const groups = new Map<string, DecisionView[]>();
  for (const decision of decisions) {
    const group = groups.get(decision.branchId);
    if (group) group.push(decision);
    else groups.set(decision.branchId, [decision]);
  }
  return [...groups.values()];
}

const failing = ({ checks }: DecisionView): Check[] => checks.filter(({ result }) => result === 'fail');

function invitedShown(pairs: readonly DecisionView[]): InvitedShown {
  const eligible = pairs.filter((pair) => pair.eligible);
  const [first] = eligible;
  const remarks = eligible.flatMap((pair) =>
    pair.checks
      .filter(({ result, remedy }) => (result === 'warn' || result === 'waived') && remedy !== null)
      .map(
        ({ remedy }) =>
          (pair.deliveringBranchId === pair.branchId ? '' : `${pair.deliveringBranchName}: `) +
          (remedy ?? ''),
      ),
  );
  return {
    id: first?.branchId ?? '',
    name: first?.branchName ?? '',
    tier: first?.tier ?? null,
    delivers: eligible.map(({ deliveringBranchName }) => deliveringBranchName),
    remarks: [...new Set(remarks)],
  };
}

function notInvitedShown(pairs: readonly DecisionView[]): NotInvitedShown {
  const [first] = pairs;
  return {
    id: first?.branchId ?? '',
    name: first?.branchName ?? '',
    byDeliverer: pairs.map((pair) => ({
      delivers: pair.deliveringBranchId === pair.branchId ? null : pair.deliveringBranchName,
      reasons: failing(pair).map(({ rule, remedy }) => ({ rule: ruleInWords(rule), change: remedy ?? '' })),
    })),
  };
}

function rulesOf(branches: readonly (readonly DecisionView[])[]): { rule: string; branches: number }[] {
  const counts = new Map<string, number>();
  for (const pairs of branches) {
    const rules = new Set(pairs.flatMap((pair) => failing(pair).map(({ rule }) => ruleInWords(rule))));
    for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts]
    .map(([rule, count]) => ({ rule, branches: count }))
    .sort((a, b) => b.branches - a.branches || a.rule.localeCompare(b.rule));
}
