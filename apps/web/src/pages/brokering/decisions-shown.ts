import type { Check, DecisionView } from '#contracts/eligibility';
import { ruleInWords } from '../../wording/rules.js';

/** A contracted branch that may take the package, by itself or through a subcontractor. */
export interface InvitedShown {
  readonly id: string;
  readonly name: string;
  readonly tier: number | null;
  /** The branches that may deliver under its contract. */
  readonly delivers: readonly string[];
  /** Warnings, and conditions that a written agreement waives. */
  readonly remarks: readonly string[];
}

/** A contracted branch that may not take the package, with all reasons. Each of the `ways` is about one delivering branch. */
export interface NotInvitedShown {
  readonly id: string;
  readonly name: string;
  readonly ways: readonly {
    readonly delivers: string | null;
    readonly reasons: readonly { readonly rule: string; readonly change: string }[];
  }[];
}

export interface DecisionsShown {
  readonly invited: readonly InvitedShown[];
  readonly notInvited: readonly NotInvitedShown[];
  /** The names of the branches that have contracts only for other lots. */
  readonly inOtherLots: readonly string[];
  /** How many branches fail each rule, the largest number first. */
  readonly rules: readonly { readonly rule: string; readonly branches: number }[];
}

/** Groups decisions by contracted branch. Each decision is about a contracted branch and a branch that would deliver for it. */
export function decisionsShown(decisions: readonly DecisionView[]): DecisionsShown {
  const branches = byBranch(decisions);
  const out = branches.filter((pairs) => !pairs.some(({ eligible }) => eligible));
  const isInOtherLot = (pairs: readonly DecisionView[]): boolean =>
    pairs.every((pair) => pair.tier === null && failing(pair).some(({ rule }) => rule === 'contract.lot'));
  const here = out.filter((pairs) => !isInOtherLot(pairs));
  return {
    invited: branches.filter((pairs) => pairs.some(({ eligible }) => eligible)).map(invitedShown),
    notInvited: here.map(notInvitedShown),
    inOtherLots: out.filter(isInOtherLot).map(([first]) => first?.branchName ?? ''),
    rules: rulesOf(here),
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
    ways: pairs.map((pair) => ({
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
